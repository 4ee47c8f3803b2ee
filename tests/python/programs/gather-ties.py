import asyncio


async def worker(name, delays):
    for delay in delays:
        await asyncio.sleep(delay)
        print(name, delay)


async def main():
    await asyncio.gather(
        worker("a", [0.03, 0.03]),
        worker("b", [0.01, 0.02, 0.03]),
        worker("c", [0.02, 0.01, 0.03]),
        worker("d", [0.03, 0.03]),
    )


asyncio.run(main())
