import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handles = [loop.call_later(1 + n / 1000, print, n) for n in range(220)]
    for n, handle in enumerate(handles):
        if n % 40:
            handle.cancel()
    await asyncio.sleep(2)


asyncio.run(main())
