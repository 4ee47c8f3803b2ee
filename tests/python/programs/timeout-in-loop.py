import asyncio


async def poll(n):
    await asyncio.sleep(n)
    return n


async def main():
    for delay in (0.05, 0.2, 0.1, 0.15):
        try:
            async with asyncio.timeout(0.12):
                print("polled", await poll(delay))
        except TimeoutError:
            print("gave up on", delay)
        finally:
            print("next")


asyncio.run(main())
