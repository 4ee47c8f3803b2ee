import asyncio


async def deep(n):
    await asyncio.sleep(0.01)
    if n == 0:
        raise ZeroDivisionError("at the bottom")
    await deep(n - 1)


async def main():
    await deep(3)


asyncio.run(main())
