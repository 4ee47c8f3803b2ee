import asyncio


async def slow():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("slow is cancelled")
        raise


async def main():
    try:
        async with asyncio.timeout(0.1) as scope:
            await slow()
    except TimeoutError as error:
        print("timed out", repr(error), scope.expired())
    print(asyncio.current_task().cancelling())


asyncio.run(main())
