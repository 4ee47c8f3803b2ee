import asyncio
import time


def brew_sync(name):
    print("start", name)
    time.sleep(0.3)
    print("end", name)
    return name


async def brew(name):
    print("start", name)
    await asyncio.sleep(0.3)
    print("end", name)
    return name


def main_sync():
    return [brew_sync("coffee"), brew_sync("tea")]


async def main():
    return await asyncio.gather(brew("coffee"), brew("tea"))


start = time.time()
print(main_sync(), f"{time.time() - start:.1f}")
start = time.time()
print(asyncio.run(main()), f"{time.time() - start:.1f}")
