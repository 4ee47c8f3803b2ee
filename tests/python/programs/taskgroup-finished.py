import asyncio


async def nothing():
    pass


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(nothing())
    try:
        group.create_task(nothing())
    except RuntimeError as error:
        print("refused:", str(error).startswith("TaskGroup <TaskGroup"), str(error).endswith("is finished"))
    fresh = asyncio.TaskGroup()
    try:
        fresh.create_task(nothing())
    except RuntimeError as error:
        print("refused:", str(error).endswith("has not been entered"))


asyncio.run(main())
