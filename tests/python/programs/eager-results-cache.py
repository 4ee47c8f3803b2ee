import asyncio

cache = {}


async def load(key):
    await asyncio.sleep(0.1)
    return key * 2


async def get(key):
    if key not in cache:
        cache[key] = asyncio.ensure_future(load(key))
    return await cache[key]


async def main():
    print(await asyncio.gather(get("a"), get("b"), get("a"), get("a")))
    print(len(cache))
    print(await get("b"))


asyncio.run(main())
