import asyncio
import time


async def serve(page):
    await asyncio.sleep(0.03)  # the answer is there after 30 ms
    print(page, "is served")


async def report():
    await asyncio.sleep(0.01)
    time.sleep(0.08)  # keeps the only thread
    print("the report is done")


async def main():
    await asyncio.gather(serve("home"), serve("news"), report())


asyncio.run(main())
