import asyncio


class Fatal(BaseException):
    pass


async def fail():
    await asyncio.sleep(0.1)
    raise Fatal("now")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(asyncio.sleep(1))
    except BaseExceptionGroup as errors:
        print(type(errors).__name__, errors.exceptions)


asyncio.run(main())
