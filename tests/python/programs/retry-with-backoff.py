import asyncio
import random


class Flaky(Exception):
    """Comes now and then."""


async def call(n):
    await asyncio.sleep(random.uniform(0.01, 0.05))
    if random.random() < 0.6:
        raise Flaky(f"attempt {n}")
    return "ok"


async def retry(times, delay=0.1):
    for attempt in range(1, times + 1):
        try:
            return await call(attempt)
        except Flaky as error:
            wait = delay * 2 ** (attempt - 1)
            print(f"{error} failed, wait {wait:.1f} s")
            await asyncio.sleep(wait)
    raise RuntimeError("gave up")


async def main():
    results = await asyncio.gather(*(retry(4) for _ in range(3)), return_exceptions=True)
    print(results)


asyncio.run(main())
