import asyncio


class Thing:
    def __await__(self):
        return asyncio.sleep(0.05, "thing").__await__()


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.02, future.set_result, "future")
    task = loop.create_task(asyncio.sleep(0.01, "task"))
    print(await asyncio.gather(future, task, Thing(), asyncio.sleep(0, "coroutine"), asyncio.gather(asyncio.sleep(0, 1))))


asyncio.run(main())
