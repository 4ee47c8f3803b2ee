import asyncio


async def producer(queue):
    for i in range(5):
        await asyncio.sleep(0.05)
        await queue.put(i)
        print("put", i, queue.qsize())
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item)
        await asyncio.sleep(0.1)
    print("no more", queue.empty())


async def main():
    queue = asyncio.Queue()
    await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
