import asyncio


async def cleanup(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "begins to clean up")
        await asyncio.shield(asyncio.sleep(0.1))
        print(name, "is clean")
        raise


async def main():
    task = asyncio.create_task(cleanup("task"))
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.sleep(0.05)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled twice", task.cancelling())
    try:
        async with asyncio.timeout(0.2):
            async with asyncio.TaskGroup() as group:
                group.create_task(cleanup("child"))
                await asyncio.sleep(1)
    except TimeoutError:
        print("timeout around a group")


asyncio.run(main())
