import asyncio


async def waiter(event, n):
    await event.wait()
    print(n, event.is_set())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in range(3)]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    await asyncio.sleep(0.1)
    print([task.done() for task in tasks])


asyncio.run(main())
