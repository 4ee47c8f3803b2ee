import asyncio
import random


async def producer(queue, name, count):
    for i in range(count):
        await asyncio.sleep(random.random() / 10)
        item = f"{name}-{i}"
        await queue.put(item)
        print(f"produced {item}")


async def consumer(queue, name, results):
    while True:
        item = await queue.get()
        if item is None:
            queue.task_done()
            break
        await asyncio.sleep(0.05)
        results.append((name, item))
        print(f"{name} consumed {item}")
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=3)
    results = []
    consumers = [asyncio.create_task(consumer(queue, f"c{i}", results)) for i in range(2)]
    await asyncio.gather(*[producer(queue, f"p{i}", 4) for i in range(2)])
    for _ in consumers:
        await queue.put(None)
    await queue.join()
    await asyncio.gather(*consumers)
    print(len(results), sorted(item for _, item in results))


asyncio.run(main())
