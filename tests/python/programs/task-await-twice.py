import asyncio


async def work():
    print("only once")
    await asyncio.sleep(0.01)
    return 7


async def other(task):
    return await task + 1


async def main():
    task = asyncio.create_task(work())
    print(await asyncio.gather(other(task), other(task)))
    print(await task, await task)
    coro = work()
    await coro
    try:
        await coro
    except RuntimeError as error:
        print(error)


asyncio.run(main())
