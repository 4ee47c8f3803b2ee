import asyncio


async def hop(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(hop(500) for _ in range(50)))
    print("done")


asyncio.run(main())
