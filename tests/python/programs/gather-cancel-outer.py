import asyncio


async def child(n):
    try:
        await asyncio.sleep(1)
    finally:
        print("child", n, "cleans up")


async def parent():
    await asyncio.gather(child(1), child(2), child(3))


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("parent is cancelled", error.args)


asyncio.run(main())
