import asyncio
import functools
import time


def timed(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return await function(*args, **kwargs)
        finally:
            print(f"{function.__name__} took {time.perf_counter() - start:.2f} s")
    return wrapper


@timed
async def fetch(n):
    await asyncio.sleep(n)
    return n


@timed
async def main():
    print(await asyncio.gather(fetch(0.1), fetch(0.3)))


asyncio.run(main())
