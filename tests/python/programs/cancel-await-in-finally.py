import asyncio


async def resource():
    print("open")
    try:
        await asyncio.sleep(1)
    finally:
        print("closing")
        await asyncio.sleep(0.2)
        print("closed")


async def main():
    task = asyncio.create_task(resource())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
