import asyncio


async def work():
    await asyncio.sleep(0.1)
    return 1


async def main():
    task = asyncio.ensure_future(work())
    print(asyncio.isfuture(task), asyncio.ensure_future(task) is task)
    print(await task)
    print(asyncio.iscoroutinefunction(work), asyncio.iscoroutinefunction(print))
    coro = work()
    print(asyncio.iscoroutine(coro))
    await coro
    loop = asyncio.get_event_loop()
    print(loop is asyncio.get_running_loop(), loop.is_running())


asyncio.run(main())
