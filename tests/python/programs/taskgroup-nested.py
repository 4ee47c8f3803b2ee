import asyncio


async def leaf(n):
    await asyncio.sleep(n / 100)
    if n == 3:
        raise ValueError(n)
    return n


async def branch(numbers):
    async with asyncio.TaskGroup() as group:
        for n in numbers:
            group.create_task(leaf(n))


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(branch([1, 2]))
            group.create_task(branch([3, 4]))
            group.create_task(leaf(5))
    except* ValueError as errors:
        print(type(errors).__name__, errors)
        print(errors.exceptions[0].exceptions)


asyncio.run(main())
