import asyncio
import time


async def fetch():
    await asyncio.sleep(0.04)


async def parse():
    await asyncio.sleep(0.03)  # another process does it


async def keep_the_slot(slots):
    async with slots:
        await fetch()
        await parse()


async def give_it_back(slots):
    async with slots:
        await fetch()
    await parse()  # needs no slot


async def main():
    for load in (keep_the_slot, give_it_back):
        start = time.perf_counter()
        slots = asyncio.Semaphore(2)
        await asyncio.gather(*(load(slots) for _ in range(4)))
        print(f"{load.__name__}: {(time.perf_counter() - start) * 1000:.0f} ms")


asyncio.run(main())
