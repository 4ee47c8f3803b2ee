import asyncio


async def load(name, seconds):
    await asyncio.sleep(seconds)
    if name == "b":
        raise ValueError("no " + name)
    print("loaded", name)


async def main():
    try:
        await asyncio.gather(load("a", 0.02), load("b", 0.04), load("c", 0.06))
    except ValueError as error:
        print("gather gave up:", error)
    await asyncio.sleep(0.03)  # c goes on meanwhile
    print("main ends")


asyncio.run(main())
