import asyncio


async def walk(group, depth, name):
    print("  " * depth + name)
    await asyncio.sleep(0.01)
    if depth < 2:
        for letter in "ab":
            group.create_task(walk(group, depth + 1, name + letter), name=name + letter)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(walk(group, 0, "root"))
    print("all done")


asyncio.run(main())
