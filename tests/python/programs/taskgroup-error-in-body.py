import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("child is cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(child())
            await asyncio.sleep(0.1)
            raise RuntimeError("body")
    except* RuntimeError as group:
        print(group.exceptions)
    print(task.cancelled())


asyncio.run(main())
