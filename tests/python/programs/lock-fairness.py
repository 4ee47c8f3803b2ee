import asyncio


async def greedy(lock, name):
    for i in range(3):
        async with lock:
            print(name, i)
        if name == "b":
            await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(greedy(lock, "a"), greedy(lock, "b"), greedy(lock, "c"))


asyncio.run(main())
