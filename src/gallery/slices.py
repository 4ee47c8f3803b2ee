import asyncio
from interleave import compute


async def heartbeat():
    for beat in range(1, 6):
        await asyncio.sleep(0.02)
        print("beat", beat)


async def analyse():
    await asyncio.sleep(0.03)
    for _ in range(14):
        compute(0.005)
        await asyncio.sleep(0)  # lets whoever is ready go first
    print("analysed")


async def main():
    await asyncio.gather(heartbeat(), analyse())


asyncio.run(main())
