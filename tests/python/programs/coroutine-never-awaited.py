import asyncio


async def forgotten():
    print("never printed")


async def main():
    forgotten()
    print("main goes on")
    left = forgotten()
    await asyncio.sleep(0.01)
    print(type(left).__name__)


asyncio.run(main())
