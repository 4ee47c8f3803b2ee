import asyncio


class Limiter:
    def __init__(self, rate):
        self.gap = 1 / rate
        self.next_at = 0
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        async with self.lock:
            loop = asyncio.get_running_loop()
            wait = self.next_at - loop.time()
            if wait > 0:
                await asyncio.sleep(wait)
            self.next_at = max(loop.time(), self.next_at) + self.gap

    async def __aexit__(self, *error):
        return False


async def request(limiter, n):
    async with limiter:
        print(n, f"{asyncio.get_running_loop().time():.3f}")


async def main():
    limiter = Limiter(10)
    await asyncio.gather(*(request(limiter, n) for n in range(5)))


asyncio.run(main())
