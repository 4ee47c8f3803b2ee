import asyncio


async def main():
    try:
        async with asyncio.timeout(0.2):
            try:
                async with asyncio.timeout(0.1):
                    await asyncio.sleep(1)
            except TimeoutError:
                print("inner")
            await asyncio.sleep(1)
    except TimeoutError:
        print("outer")
    try:
        async with asyncio.timeout(0.1):
            async with asyncio.timeout(0.5):
                await asyncio.sleep(1)
    except TimeoutError:
        print("outer first")


asyncio.run(main())
