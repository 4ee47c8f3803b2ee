import asyncio


async def important():
    await asyncio.sleep(0.5)
    print("important is done")
    return 5


async def main():
    task = asyncio.create_task(important())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.1)
    except TimeoutError:
        print("we wait no longer", task.done())
    print(await task)


asyncio.run(main())
