import asyncio


async def never():
    print("never runs")


async def main():
    task = asyncio.create_task(never())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled before it began")
    print(task)if False else print(task.cancelled())


asyncio.run(main())
