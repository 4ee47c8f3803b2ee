import asyncio


async def take(s, n):
    async with s:
        print("in", n)
        await asyncio.sleep(0.1)


async def main():
    s = asyncio.Semaphore(1)
    tasks = [asyncio.create_task(take(s, n)) for n in range(4)]
    await asyncio.sleep(0.05)
    tasks[1].cancel()
    await asyncio.sleep(0.05)
    tasks[2].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
