import logging

logging.warning("to stderr: %s", 1)
logging.info("not shown")
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s", force=True)
logging.info("shown now")
log = logging.getLogger("app")
log.error("failed with %d", 5)
log.debug("not shown")
log.setLevel(logging.DEBUG)
logging.getLogger().setLevel(logging.DEBUG)
log.debug("shown")
