import asyncio


async def fail():
    await asyncio.sleep(0.01)
    raise RuntimeError("nobody looks")


async def main():
    asyncio.create_task(fail(), name="lost")
    await asyncio.sleep(0.05)
    print("fine")


asyncio.run(main())
