import asyncio


async def first(a, b):
    async with a:
        await asyncio.sleep(0.1)
        async with b:
            print("never")


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(first(a, b), first(b, a))


asyncio.run(main())
