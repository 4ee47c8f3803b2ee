import asyncio


async def forever():
    try:
        while True:
            print("working")
            await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        print("cancelled, cleaning up")
        raise
    finally:
        print("finally")


async def main():
    task = asyncio.create_task(forever())
    await asyncio.sleep(0.25)
    print(task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it:", task.cancelled(), task.done())


asyncio.run(main())
