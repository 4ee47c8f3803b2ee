import asyncio


async def main():
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
            print("sleep(0) is over")
            await asyncio.sleep(0.01)
            print("not reached")
    except TimeoutError:
        print("at once")
    try:
        async with asyncio.timeout(-1):
            print("the block begins")
            await asyncio.sleep(0)
    except TimeoutError:
        print("past")


asyncio.run(main())
