import asyncio


async def work(n):
    await asyncio.sleep(n / 10)
    print("work", n)
    return n * n


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(n)) for n in (3, 1, 2)]
        print("all started")
    print([task.result() for task in tasks])


asyncio.run(main())
