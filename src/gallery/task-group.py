import asyncio


async def load(name, seconds):
    await asyncio.sleep(seconds)
    if name == "b":
        raise ValueError("no " + name)
    print("loaded", name)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(load("a", 0.02))
            group.create_task(load("b", 0.04))
            group.create_task(load("c", 0.06))
    except* ValueError as errors:
        print("the group gave up:", *errors.exceptions)
    await asyncio.sleep(0.03)  # nobody is left
    print("main ends")


asyncio.run(main())
