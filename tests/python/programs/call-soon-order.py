import asyncio


async def main():
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    loop.call_soon(print, "first")
    loop.call_soon(lambda: loop.call_soon(print, "made by a callback"))
    loop.call_later(0.02, print, "later")
    loop.call_later(0.01, print, "sooner")
    loop.call_at(loop.time() + 0.03, done.set)
    handle = loop.call_soon(print, "never")
    handle.cancel()
    print("scheduled", handle.cancelled())
    await done.wait()


asyncio.run(main())
