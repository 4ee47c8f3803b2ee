import asyncio


async def work(n):
    await asyncio.sleep(0.1)
    return n


async def main():
    for delay in (0.05, 0.1, 0.104, 0.105, 0.106, 0.107, 0.2):
        try:
            print(delay, await asyncio.wait_for(work(delay), delay))
        except TimeoutError:
            print(delay, "too slow")


asyncio.run(main())
