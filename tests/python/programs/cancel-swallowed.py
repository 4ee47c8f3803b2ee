import asyncio


async def stubborn():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("no, thank you")
    await asyncio.sleep(0.1)
    return "done anyway"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.1)
    task.cancel()
    print(await task, task.cancelled(), task.cancelling())


asyncio.run(main())
