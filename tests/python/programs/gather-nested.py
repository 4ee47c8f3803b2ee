import asyncio


async def leaf(n):
    await asyncio.sleep(0.01 * (n % 3))
    return n


async def branch(n):
    return sum(await asyncio.gather(*(leaf(n * 10 + k) for k in range(4))))


async def main():
    print(await asyncio.gather(branch(1), branch(2), asyncio.gather(branch(3), leaf(9))))


asyncio.run(main())
