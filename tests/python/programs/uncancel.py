import asyncio


async def main():
    task = asyncio.current_task()
    task.cancel()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(task.cancelling())
        print(task.uncancel())
    task.cancel()
    print(task.uncancel())
    await asyncio.sleep(0.01)
    print("not cancelled")


asyncio.run(main())
