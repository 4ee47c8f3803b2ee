import asyncio


async def worker(queue):
    while True:
        print(await queue.get())


async def main():
    queue = asyncio.Queue()
    asyncio.create_task(worker(queue))
    for i in range(3):
        await queue.put(i)
    await queue.join()


asyncio.run(main())
