import asyncio


async def background():
    for i in range(10):
        print("tick", i)
        await asyncio.sleep(0.1)


async def main():
    asyncio.create_task(background())
    await asyncio.sleep(0.25)
    print("main is done")


asyncio.run(main())
