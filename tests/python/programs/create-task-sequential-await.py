import asyncio


async def say(after, what):
    await asyncio.sleep(after)
    print(what)


async def main():
    await say(0.2, "hello")
    await say(0.1, "world")


asyncio.run(main())
