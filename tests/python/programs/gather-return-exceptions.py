import asyncio


async def work(n):
    await asyncio.sleep(n / 100)
    if n % 2:
        raise KeyError(n)
    return n * 10


async def main():
    results = await asyncio.gather(*(work(n) for n in range(5)), return_exceptions=True)
    for n, result in enumerate(results):
        if isinstance(result, Exception):
            print(n, "failed with", type(result).__name__, result)
        else:
            print(n, "returned", result)


asyncio.run(main())
