import asyncio


async def produce(queue, consumers):
    for number in range(1, 5):
        await asyncio.sleep(0.01)
        queue.put_nowait(number)
    for _ in range(consumers):
        queue.put_nowait(None)  # tells one consumer to stop


async def consume(name, queue):
    while (number := await queue.get()) is not None:
        await asyncio.sleep(0.03)
        print(name, "has used", number)


async def main():
    queue = asyncio.Queue()
    await asyncio.gather(produce(queue, 2), consume("Ann", queue), consume("Bob", queue))


asyncio.run(main())
