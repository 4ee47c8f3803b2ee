import asyncio


class Cache:
    def __init__(self, load):
        self._load = load
        self._values = {}
        self._locks = {}

    async def get(self, key):
        if key in self._values:
            return self._values[key]
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            if key not in self._values:
                self._values[key] = await self._load(key)
        return self._values[key]


loads = 0


async def load(key):
    global loads
    loads += 1
    await asyncio.sleep(0.2)
    return key.upper()


async def main():
    cache = Cache(load)
    print(await asyncio.gather(*(cache.get(key) for key in "abaab")))
    print("loads", loads)


asyncio.run(main())
