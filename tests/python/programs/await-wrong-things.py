import asyncio


async def main():
    try:
        await 5
    except TypeError as error:
        print(error)
    try:
        await None
    except TypeError as error:
        print(error)
    try:
        async with 3:
            pass
    except TypeError as error:
        print(type(error).__name__)
    try:
        asyncio.create_task(print)
    except TypeError as error:
        print(str(error).startswith("a coroutine was expected"))


asyncio.run(main())
