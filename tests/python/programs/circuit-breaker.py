import asyncio
import random


class Open(Exception):
    pass


class Breaker:
    def __init__(self, limit, pause):
        self.limit, self.pause = limit, pause
        self.failures, self.open_until = 0, 0.0

    async def call(self, function, *args):
        now = asyncio.get_running_loop().time()
        if now < self.open_until:
            raise Open(f"open for {self.open_until - now:.2f} s")
        try:
            result = await function(*args)
        except OSError:
            self.failures += 1
            if self.failures >= self.limit:
                self.open_until = now + self.pause
                self.failures = 0
            raise
        self.failures = 0
        return result


async def flaky(n):
    await asyncio.sleep(0.05)
    if random.random() < 0.5:
        raise OSError(f"call {n} failed")
    return n


async def main():
    random.seed(3)
    breaker = Breaker(2, 0.3)
    for n in range(10):
        try:
            print("ok", await breaker.call(flaky, n))
        except Open as error:
            print(error)
            await asyncio.sleep(0.1)
        except OSError as error:
            print(error)


asyncio.run(main())
