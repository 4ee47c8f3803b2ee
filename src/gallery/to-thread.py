import asyncio
import time


def write_report():
    time.sleep(0.08)  # blocks a thread, but not that of the loop


async def serve(page):
    await asyncio.sleep(0.03)
    print(page, "is served")


async def report():
    await asyncio.sleep(0.01)
    await asyncio.to_thread(write_report)
    print("the report is done")


async def main():
    await asyncio.gather(serve("home"), serve("news"), report())


asyncio.run(main())
