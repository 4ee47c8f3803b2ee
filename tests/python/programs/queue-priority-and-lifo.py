import asyncio


async def drain(queue):
    out = []
    while not queue.empty():
        out.append(await queue.get())
    return out


async def main():
    first, last = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for item in (5, 1, 4, 2, 3):
        first.put_nowait(item)
        last.put_nowait(item)
    print(await drain(first), await drain(last))
    for pair in ((2, "b"), (1, "z"), (2, "a")):
        await first.put(pair)
    print(await drain(first))


asyncio.run(main())
