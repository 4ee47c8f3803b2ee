import asyncio


async def work(n):
    await asyncio.sleep(n)


async def main():
    try:
        await asyncio.wait([work(1), work(2)])
    except TypeError as error:
        print(error)
    try:
        await asyncio.sleep(1, loop=None)
    except TypeError as error:
        print(type(error).__name__)
    print(hasattr(asyncio, "coroutine"), hasattr(asyncio, "async"))


asyncio.run(main())
