import logging, sys
logging.warning("first %s", 1); logging.info("no")
logging.basicConfig(level=logging.DEBUG, format="%(levelname)-8s|%(name)s|%(message)s|%(threadName)s|%(funcName)s", force=True)
log = logging.getLogger("a.b"); log.info("x %d %s", 5, "y"); logging.getLogger("a").setLevel("ERROR"); log.warning("hidden"); log.error("shown"); log.log(45, "odd")
print(log.getEffectiveLevel(), log.parent.name, logging.getLevelName(20), logging.getLevelName("INFO"), log, logging.getLogger("a.b") is log, logging.getLogger().name)
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("{levelname}:{message}", style="{")); c = logging.getLogger("c"); c.addHandler(h); c.propagate = False; c.debug("hello %(a)s", {"a": 1}); h.setLevel(logging.ERROR); c.info("no")
class F(logging.Filter):
    def filter(self, r): return "bad" not in r.getMessage()
c.addFilter(F()); c.error("bad"); c.error("good")
a = logging.LoggerAdapter(c, {"k": 1}); a.error("adapted"); c.addFilter(lambda r: False); c.error("never")
try: c.setLevel("NOPE")
except ValueError as e: print(e)
h2 = logging.StreamHandler(sys.stdout); h2.setFormatter(logging.Formatter("%(asctime)s", "%Y")); print(len(h2.format(logging.LogRecord("n", 20, "p", 1, "m", (), None))))
logging.disable(logging.ERROR); log.error("x"); log.critical("y")
