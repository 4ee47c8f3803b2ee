import asyncio


def broken():
    raise RuntimeError("in a callback")


def also_broken(future):
    raise KeyError("in a done callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(broken)
    task = asyncio.create_task(asyncio.sleep(0.01))
    task.add_done_callback(also_broken)
    await task
    await asyncio.sleep(0)
    print("main is not disturbed")


asyncio.run(main())
