import asyncio


async def part(n):
    await asyncio.sleep(n * 0.1)
    return n


async def compute(parts, limit):
    results = []
    try:
        async with asyncio.timeout(limit):
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(part(n)) for n in parts]
    except TimeoutError:
        results = [task.result() for task in tasks if task.done() and not task.cancelled()]
        return "partial", results
    return "whole", [task.result() for task in tasks]


async def main():
    print(await compute([1, 2, 3], 1))
    print(await compute([1, 2, 30], 0.25))


asyncio.run(main())
