import asyncio


async def waiter(event):
    await event.wait()


async def main():
    event = asyncio.Event()
    task = asyncio.create_task(waiter(event))
    await task


asyncio.run(main())
