import asyncio


async def child(n):
    await asyncio.sleep(n)
    return n


async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(child(0.1))
        b = group.create_task(child(0.2))
        await asyncio.sleep(0.05)
        a.cancel()
    print(a.cancelled(), b.result())


asyncio.run(main())
