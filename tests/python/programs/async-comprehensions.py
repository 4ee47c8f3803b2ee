import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0.01)
        yield i


async def double(n):
    await asyncio.sleep(0.01)
    return n * 2


async def main():
    print([await double(n) for n in range(3)])
    print([await double(n) async for n in numbers(3) if n != 1])
    print({n: await double(n) async for n in numbers(2)})
    print({n async for n in numbers(2)} == {0, 1})
    print([(a, b) for a in range(2) async for b in numbers(2)])
    generator = (n * n async for n in numbers(3))
    async for n in generator:
        print(n)


asyncio.run(main())
