import asyncio


async def main():
    group = asyncio.gather(asyncio.sleep(0.02, "x"), asyncio.sleep(0.01, "y"))
    print(type(group).__name__, group.done())
    group.add_done_callback(lambda f: print("callback", f.result()))
    print(await group)
    print(group.done(), group.cancelled())


asyncio.run(main())
