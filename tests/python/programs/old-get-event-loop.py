import asyncio


async def main():
    await asyncio.sleep(1)
    print("done")


loop = asyncio.get_event_loop()
loop.run_until_complete(main())
loop.close()
