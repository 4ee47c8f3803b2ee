import asyncio


async def fail(error, delay):
    await asyncio.sleep(delay)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("v"), 0.1))
            group.create_task(fail(OSError("o"), 0.1))
            group.create_task(fail(KeyError("k"), 0.1))
    except* ValueError as errors:
        print("values", [str(e) for e in errors.exceptions])
    except* (OSError, KeyError) as errors:
        for error in errors.exceptions:
            print("other", type(error).__name__)
    try:
        await asyncio.gather(fail(ExceptionGroup("g", [ValueError(1), TypeError(2)]), 0))
    except* TypeError:
        print("a type error")
    except* ValueError:
        print("a value error")


asyncio.run(main())
