import asyncio
from interleave import compute


async def sleeps_the_interval(loop):
    for _ in range(4):
        compute(0.005)
        await asyncio.sleep(0.02)  # from now on
    print(f"sleeps the interval: {loop.time() * 1000:.0f} ms")


async def sleeps_until(loop):
    due = loop.time()
    for _ in range(4):
        compute(0.005)
        due += 0.02
        await asyncio.sleep(due - loop.time())  # from the plan on
    print(f"sleeps until the next: {loop.time() * 1000:.0f} ms")


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.gather(sleeps_the_interval(loop), sleeps_until(loop))


asyncio.run(main())
