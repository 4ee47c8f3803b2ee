import asyncio
from interleave import compute


async def work(n):
    print("work", n)
    compute(n / 10)
    await asyncio.sleep(0.1)
    compute(0.05)
    return n


async def main():
    print(await asyncio.gather(work(1), work(2)))


asyncio.run(main())
