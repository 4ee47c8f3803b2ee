import asyncio


async def main():
    queue = asyncio.Queue()
    await queue.put(1)
    print(await queue.get())
    print(await queue.get())


asyncio.run(main())
