import asyncio


async def work():
    try:
        async with asyncio.timeout(0.5):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timeout")
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    for delay in (0.1, 0.6):
        task = asyncio.create_task(work())
        await asyncio.sleep(delay)
        task.cancel()
        print(await asyncio.gather(task, return_exceptions=True))


asyncio.run(main())
