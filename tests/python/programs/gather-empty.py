import asyncio


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(*[]))
    loop = asyncio.get_running_loop()
    print(loop.time())


asyncio.run(main())
