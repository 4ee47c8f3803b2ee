import asyncio
import time


async def every(period, function, times):
    next_at = time.monotonic() + period
    for _ in range(times):
        await asyncio.sleep(max(0, next_at - time.monotonic()))
        function()
        next_at += period


async def drifting(period, function, times):
    for _ in range(times):
        await asyncio.sleep(period)
        function()


def work(name):
    def run():
        time.sleep(0.02)
        print(name, f"{time.monotonic():.3f}")
    return run


async def main():
    await every(0.1, work("steady"), 4)
    await drifting(0.1, work("drifting"), 4)


asyncio.run(main())
