import asyncio


async def main():
    async with asyncio.TaskGroup():
        print("nothing to wait for")
    async with asyncio.TaskGroup() as group:
        await asyncio.sleep(0.01)
    print(asyncio.get_running_loop().time())


asyncio.run(main())
