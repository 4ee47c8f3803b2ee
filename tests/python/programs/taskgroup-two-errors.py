import asyncio


async def fail(error):
    await asyncio.sleep(0.1)
    raise error


async def slow_to_die():
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(0.2)
        raise KeyError("while dying")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError(1)))
            group.create_task(fail(TypeError("two")))
            group.create_task(slow_to_die())
    except ExceptionGroup as group:
        print(len(group.exceptions), [repr(error) for error in group.exceptions])


asyncio.run(main())
