import asyncio


async def square(n):
    await asyncio.sleep(0.1 * n)
    return n * n


async def main():
    squares = await asyncio.gather(*map(square, range(1, 4)))
    print(sum(squares), squares)
    names = dict(zip("abc", await asyncio.gather(*[square(n) for n in (3, 1, 2)])))
    print(names)


asyncio.run(main())
