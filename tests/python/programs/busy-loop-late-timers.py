import asyncio
import time


async def heartbeat():
    for _ in range(5):
        print(f"beat at {time.monotonic():.3f}")
        await asyncio.sleep(0.1)


async def crunch():
    total = 0
    for i in range(200):
        total += i * i
    print("crunched", total)


async def block():
    await asyncio.sleep(0.15)
    time.sleep(0.3)
    print("blocked")


async def main():
    await asyncio.gather(heartbeat(), crunch(), block())


asyncio.run(main())
