import asyncio
import logging

logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(levelname)-8s %(message)s", datefmt="%H:%M:%S")
log = logging.getLogger(__name__)


async def job(n):
    log.info("job %d begins", n)
    await asyncio.sleep(n)
    if n == 2:
        log.warning("job 2 is odd")
    log.info("job %d ends", n)


async def main():
    await asyncio.gather(job(1), job(2))
    log.debug("all done")


asyncio.run(main())
