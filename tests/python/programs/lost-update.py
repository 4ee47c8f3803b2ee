import asyncio


class Counter:
    def __init__(self):
        self.value = 0

    async def increment(self):
        value = self.value
        await asyncio.sleep(0)
        self.value = value + 1


async def main():
    counter = Counter()
    await asyncio.gather(*(counter.increment() for _ in range(10)))
    print("without a lock:", counter.value)
    counter, lock = Counter(), asyncio.Lock()

    async def careful():
        async with lock:
            await counter.increment()

    await asyncio.gather(*(careful() for _ in range(10)))
    print("with a lock:", counter.value)


asyncio.run(main())
