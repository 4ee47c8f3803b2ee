import asyncio


async def once():
    print("runs")
    await asyncio.sleep(0.01)
    return object


async def main():
    coro = once()
    first, second = await asyncio.gather(coro, coro)
    print(first is second)
    task = asyncio.create_task(once())
    print(await asyncio.gather(task, task, task) == [object] * 3)


asyncio.run(main())
