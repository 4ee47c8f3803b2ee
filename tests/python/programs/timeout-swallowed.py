import asyncio


async def main():
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("swallowed")
            await asyncio.sleep(0.1)
            print("goes on")
    except TimeoutError:
        print("still a timeout")
    print("end", asyncio.current_task().cancelling())


asyncio.run(main())
