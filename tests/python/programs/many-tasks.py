import asyncio


async def work(n):
    await asyncio.sleep((n * 37 % 11) / 100)
    return n


async def main():
    total = 0
    for future in asyncio.as_completed([work(n) for n in range(60)]):
        total += await future
    print(total)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(n)) for n in range(60)]
    print(sum(task.result() for task in tasks))


asyncio.run(main())
