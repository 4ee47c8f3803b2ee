import asyncio


async def main():
    lock = asyncio.Lock()
    full, empty = asyncio.Condition(lock), asyncio.Condition(lock)
    slots = []

    async def put():
        for i in range(4):
            async with lock:
                while len(slots) >= 2:
                    await empty.wait()
                slots.append(i)
                print("put", i)
                full.notify()

    async def take():
        for _ in range(4):
            await asyncio.sleep(0.05)
            async with lock:
                while not slots:
                    await full.wait()
                print("take", slots.pop(0))
                empty.notify()

    await asyncio.gather(put(), take())


asyncio.run(main())
