import asyncio


async def good(n):
    try:
        await asyncio.sleep(n)
        print("good", n)
    except asyncio.CancelledError:
        print("good", n, "is cancelled")
        raise


async def bad():
    await asyncio.sleep(0.2)
    raise ValueError("bad")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(good(0.1))
            group.create_task(bad())
            group.create_task(good(0.3))
            group.create_task(good(0.4))
    except* ValueError as errors:
        print(errors.message, errors.exceptions)
    print("end")


asyncio.run(main())
