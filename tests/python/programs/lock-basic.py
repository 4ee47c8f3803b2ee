import asyncio


async def worker(lock, name):
    print(name, "wants the lock")
    async with lock:
        print(name, "has the lock")
        await asyncio.sleep(0.1)
    print(name, "released the lock")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(worker(lock, name) for name in "abc"))
    print(lock.locked())


asyncio.run(main())
