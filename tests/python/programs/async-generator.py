import asyncio


async def ticker(count, every):
    for i in range(count):
        yield i
        await asyncio.sleep(every)


async def main():
    async for i in ticker(3, 0.1):
        print("tick", i)
    print([i async for i in ticker(3, 0)])
    print({i: j async for i, j in pairs()})
    print(sum([i * 2 async for i in ticker(4, 0.01) if i % 2]))


async def pairs():
    yield "a", 1
    await asyncio.sleep(0.01)
    yield "b", 2


asyncio.run(main())
