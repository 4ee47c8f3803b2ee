import asyncio


async def consumer(queue, name):
    try:
        while True:
            item = await queue.get()
            print(name, item)
            await asyncio.sleep(0.1)
            queue.task_done()
    except asyncio.QueueShutDown:
        print(name, "stops")


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(consumer(queue, n)) for n in "ab"]
    for i in range(5):
        queue.put_nowait(i)
    await asyncio.sleep(0.15)
    queue.shutdown()
    try:
        queue.put_nowait("late")
    except asyncio.QueueShutDown:
        print("no longer")
    await asyncio.gather(*tasks)
    await queue.join()


asyncio.run(main())
