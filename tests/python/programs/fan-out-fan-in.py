import asyncio
from functools import partial


async def stage(name, delay, inbox, outbox, work):
    async for item in drain(inbox):
        await asyncio.sleep(delay)
        outbox.put_nowait(work(item))
        print(name, item)
    outbox.put_nowait(None)


async def drain(queue):
    while (item := await queue.get()) is not None:
        yield item


async def main():
    a, b, c = (asyncio.Queue() for _ in range(3))
    for n in [*range(4), None]:
        a.put_nowait(n)
    await asyncio.gather(
        stage("double", 0.02, a, b, partial(lambda k, n: k * n, 2)),
        stage("add", 0.05, b, c, lambda n: n + 1),
    )
    print([c.get_nowait() for _ in range(c.qsize())])


asyncio.run(main())
