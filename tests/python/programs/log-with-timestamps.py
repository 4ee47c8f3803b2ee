import asyncio
import datetime
import time


def log(text):
    stamp = datetime.datetime.now().strftime("%H:%M:%S.%f")[:-3]
    print(f"[{stamp}] {text}")


async def step(n):
    log(f"step {n} begins")
    await asyncio.sleep(n * 0.7)
    log(f"step {n} ends")


async def main():
    log(f"started at {time.strftime('%X')}")
    await step(1)
    await asyncio.gather(step(2), step(3))
    log(f"finished at {time.strftime('%X')}")


asyncio.run(main())
