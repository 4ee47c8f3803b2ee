import asyncio


async def child(n):
    try:
        await asyncio.sleep(1)
    finally:
        print("child", n, "ends")


async def parent():
    async with asyncio.TaskGroup() as group:
        group.create_task(child(1))
        group.create_task(child(2))


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("parent was cancelled", task.cancelled())


asyncio.run(main())
