import asyncio


async def main():
    async with asyncio.timeout(1) as scope:
        await asyncio.sleep(0.1)
        print("in time", scope.expired(), scope.when())
    print(scope.expired())
    async with asyncio.timeout(None):
        await asyncio.sleep(2)
    print("no limit")


asyncio.run(main())
