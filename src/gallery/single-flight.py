import asyncio

cache = {}


async def fetch(key):
    print("asks the server for", key)
    await asyncio.sleep(0.05)
    return key.upper()


async def get(key):
    if key not in cache:
        cache[key] = asyncio.create_task(fetch(key))  # the task, not its result
    return await cache[key]


async def main():
    print(await asyncio.gather(get("news"), get("news"), get("news")))


asyncio.run(main())
