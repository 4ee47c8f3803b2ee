import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_later(0.1, print, "never")
    other = loop.call_later(0.2, print, "later")
    await asyncio.sleep(0.05)
    handle.cancel()
    print(handle.cancelled(), other.cancelled(), round(other.when(), 3))
    await asyncio.sleep(0.3)


asyncio.run(main())
