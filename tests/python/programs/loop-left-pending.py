import asyncio


async def slow():
    await asyncio.sleep(10)


async def main():
    asyncio.ensure_future(slow())
    await asyncio.sleep(0.1)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
print("a task is left pending")
