import asyncio


async def copy():
    try:
        await asyncio.sleep(0.1)
        print("copied")
    finally:
        await asyncio.sleep(0.02)  # cleaning up may wait as well
        print("file closed")


async def main():
    task = asyncio.create_task(copy())
    await asyncio.sleep(0.03)
    task.cancel()  # only asks for it
    print("asked it to stop")
    try:
        await task
    except asyncio.CancelledError:
        print("it has stopped")


asyncio.run(main())
