import asyncio


async def work():
    task = asyncio.current_task()
    before = task.get_name()
    task.set_name("renamed by itself")
    await asyncio.sleep(0)
    return before


async def main():
    print(asyncio.current_task().get_name())
    a = asyncio.create_task(work())
    b = asyncio.create_task(work(), name="given")
    c = asyncio.create_task(work())
    print(a.get_name(), b.get_name(), c.get_name())
    print(await asyncio.gather(a, b, c, work()))
    print(a.get_name(), b.get_name())


asyncio.run(main())
