import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as scope:
            print(scope.when())
            scope.reschedule(loop.time() + 0.2)
            await asyncio.sleep(0.1)
            scope.reschedule(loop.time() + 0.05)
            await asyncio.sleep(0.1)
    except TimeoutError:
        print("after being rescheduled twice")


asyncio.run(main())
