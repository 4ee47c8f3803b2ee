import asyncio

background = set()


async def log(text):
    await asyncio.sleep(0.1)
    print("logged", text)


def fire_and_forget(coro):
    task = asyncio.create_task(coro)
    background.add(task)
    task.add_done_callback(background.discard)
    return task


async def main():
    for text in ("one", "two"):
        fire_and_forget(log(text))
    print(len(background))
    while background:
        await asyncio.sleep(0.04)
    print(len(background))


asyncio.run(main())
