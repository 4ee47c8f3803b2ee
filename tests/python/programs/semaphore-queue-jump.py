import asyncio


async def take(s, name, hold):
    async with s:
        print(name, "in")
        await asyncio.sleep(hold)
    print(name, "out")


async def late(s):
    await asyncio.sleep(0.1)
    async with s:
        print("late in")


async def main():
    s = asyncio.Semaphore(1)
    await asyncio.gather(take(s, "a", 0.1), take(s, "b", 0.1), late(s), take(s, "c", 0))


asyncio.run(main())
