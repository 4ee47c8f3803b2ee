import asyncio


async def main():
    loop = asyncio.get_running_loop()
    at = loop.time() + 0.1
    for n in range(12):
        loop.call_at(at, print, n)
    for n in range(3):
        loop.call_at(at - 0.01, print, "before", n)
    await asyncio.sleep(0.2)


asyncio.run(main())
