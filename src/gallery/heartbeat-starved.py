import asyncio
from interleave import compute


async def heartbeat():
    for beat in range(1, 6):
        await asyncio.sleep(0.02)
        print("beat", beat)


async def analyse():
    await asyncio.sleep(0.03)
    compute(0.07)  # 70 ms of work, and no await in it
    print("analysed")


async def main():
    await asyncio.gather(heartbeat(), analyse())


asyncio.run(main())
