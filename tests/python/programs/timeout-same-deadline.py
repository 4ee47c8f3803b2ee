import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.1
    try:
        async with asyncio.timeout_at(when) as outer:
            async with asyncio.timeout_at(when) as inner:
                await asyncio.sleep(0.1)
    except TimeoutError:
        print(outer.expired(), inner.expired())
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(0.05)
            print("exactly")
    except TimeoutError:
        print("tie")


asyncio.run(main())
