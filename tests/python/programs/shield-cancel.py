import asyncio


async def inner():
    await asyncio.sleep(0.2)
    print("inner goes on")
    return 1


async def outer():
    try:
        return await asyncio.shield(inner())
    except asyncio.CancelledError:
        print("outer is cancelled")
        raise


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await asyncio.sleep(0.2)


asyncio.run(main())
