import asyncio


async def produce(queue):
    for number in range(1, 6):
        await queue.put(number)  # waits while the queue is full
        print("put", number)
    await queue.put(None)


async def consume(queue):
    while (number := await queue.get()) is not None:
        await asyncio.sleep(0.03)
        print("used", number)


async def main():
    queue = asyncio.Queue(maxsize=2)
    await asyncio.gather(produce(queue), consume(queue))


asyncio.run(main())
