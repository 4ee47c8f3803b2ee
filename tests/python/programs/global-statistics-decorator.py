import asyncio
import collections
import functools

calls = collections.Counter()
times = collections.defaultdict(list)


def measured(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        loop = asyncio.get_running_loop()
        calls[function.__name__] += 1
        start = loop.time()
        try:
            return await function(*args, **kwargs)
        finally:
            times[function.__name__].append(round(loop.time() - start, 3))
    return wrapper


@measured
async def slow(n, *, factor=1):
    await asyncio.sleep(n * factor)
    return n


@measured
async def fast():
    return "fast"


async def main():
    print(await asyncio.gather(slow(0.1), slow(0.2, factor=2), fast(), fast()))
    for name, count in calls.most_common():
        print(name, count, times[name])


asyncio.run(main())
