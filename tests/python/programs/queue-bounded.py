import asyncio


async def producer(queue, name, count):
    for i in range(count):
        await queue.put((name, i))
        print(name, "put", i)


async def consumer(queue):
    while True:
        name, i = await queue.get()
        print("got", name, i)
        await asyncio.sleep(0.1)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    worker = asyncio.create_task(consumer(queue))
    await asyncio.gather(producer(queue, "a", 3), producer(queue, "b", 3))
    await queue.join()
    worker.cancel()
    print("joined", queue.full(), queue.maxsize)


asyncio.run(main())
