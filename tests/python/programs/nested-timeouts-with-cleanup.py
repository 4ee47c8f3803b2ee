import asyncio


async def careful():
    try:
        await asyncio.sleep(1)
    finally:
        print("cleaning")
        await asyncio.sleep(0.1)
        print("cleaned")


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(0.2):
            await careful()
    except TimeoutError:
        print(f"timed out at {loop.time():.3f}")
    try:
        async with asyncio.timeout(0.3):
            async with asyncio.timeout(0.2):
                await careful()
    except TimeoutError:
        print(f"timed out at {loop.time():.3f}")


asyncio.run(main())
