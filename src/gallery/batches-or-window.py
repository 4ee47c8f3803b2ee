import asyncio
import time

TIMES = [0.06, 0.02, 0.02, 0.06, 0.02, 0.02]


async def in_batches():
    for first in (0, 3):
        batch = TIMES[first : first + 3]
        await asyncio.gather(*(asyncio.sleep(seconds) for seconds in batch))


async def limited(slots, seconds):
    async with slots:
        await asyncio.sleep(seconds)


async def in_a_window():
    slots = asyncio.Semaphore(3)
    await asyncio.gather(*(limited(slots, seconds) for seconds in TIMES))


async def main():
    for way in (in_batches, in_a_window):
        start = time.perf_counter()
        await way()
        print(f"{way.__name__}: {(time.perf_counter() - start) * 1000:.0f} ms")


asyncio.run(main())
