import asyncio


async def count(name):
    for i in range(3):
        print(name, i)
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(count("a"), count("b"))
    print(await asyncio.sleep(0, "result"), await asyncio.sleep(0.1, "later"), await asyncio.sleep(-1, "past"))


asyncio.run(main())
