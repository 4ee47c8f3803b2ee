import asyncio


async def suicidal():
    asyncio.current_task().cancel()
    print("still running")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("at the next await")
        raise


async def unawaited():
    asyncio.current_task().cancel()
    return "no await any more"


async def main():
    for work in (suicidal, unawaited):
        task = asyncio.create_task(work())
        await asyncio.wait({task})
        print(work.__name__, task.cancelled())


asyncio.run(main())
