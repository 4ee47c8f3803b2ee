import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        raise RuntimeError("cleaning failed") from None


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except RuntimeError as error:
        print("got", error, task.cancelled())


asyncio.run(main())
