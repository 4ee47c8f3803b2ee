import asyncio


async def inner():
    await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(inner())
    guard = asyncio.shield(task)
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await guard
    except asyncio.CancelledError:
        print("the guard is cancelled too", guard.cancelled())


asyncio.run(main())
