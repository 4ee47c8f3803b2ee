import asyncio
import time


class Stopwatch:
    def __init__(self, label):
        self.label = label

    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.seconds = time.perf_counter() - self.start
        print(f"{self.label}: {self.seconds:.3f} s")

    async def __aenter__(self):
        return self.__enter__()

    async def __aexit__(self, *args):
        return self.__exit__(*args)


async def main():
    with Stopwatch("blocking"):
        time.sleep(0.2)
    async with Stopwatch("async"):
        await asyncio.sleep(0.2)
    with Stopwatch("three at once"):
        await asyncio.gather(*(asyncio.sleep(0.1) for _ in range(3)))


asyncio.run(main())
