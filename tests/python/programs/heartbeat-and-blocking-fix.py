import asyncio
import time


async def heartbeat(stop):
    beats = 0
    while not stop.is_set():
        beats += 1
        print(f"beat {beats} at {asyncio.get_running_loop().time():.2f}")
        await asyncio.sleep(0.1)
    return beats


async def bad():
    time.sleep(0.35)


async def good():
    await asyncio.sleep(0.35)


async def main():
    for work in (bad, good):
        stop = asyncio.Event()
        beating = asyncio.create_task(heartbeat(stop))
        await asyncio.sleep(0)
        await work()
        stop.set()
        print(work.__name__, "let", await beating, "beats through")


asyncio.run(main())
