import asyncio


def tell(future):
    print("done:", future.result())


def also(name, future):
    print(name, future.done())


async def work():
    await asyncio.sleep(0.1)
    return "x"


async def main():
    import functools
    task = asyncio.create_task(work())
    task.add_done_callback(tell)
    task.add_done_callback(functools.partial(also, "partial"))
    task.add_done_callback(print_nothing)
    print(task.remove_done_callback(print_nothing))
    await task
    print("awaited")
    task.add_done_callback(tell)
    print("added late")
    await asyncio.sleep(0)


def print_nothing(_):
    print("removed before")


asyncio.run(main())
