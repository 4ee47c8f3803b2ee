import asyncio


async def say(after, what):
    await asyncio.sleep(after)
    print(what)


async def main():
    first = asyncio.create_task(say(0.2, "hello"))
    second = asyncio.create_task(say(0.1, "world"))
    print("started")
    await first
    await second
    print("finished")


asyncio.run(main())
