import asyncio


async def source(out):
    for n in range(5):
        await asyncio.sleep(0.02)
        await out.put(n)
    await out.put(None)


async def square(inp, out):
    while True:
        n = await inp.get()
        if n is None:
            await out.put(None)
            return
        await asyncio.sleep(0.05)
        await out.put(n * n)


async def sink(inp):
    total = 0
    while (n := await inp.get()) is not None:
        total += n
        print("received", n, "total", total)
    return total


async def main():
    a, b = asyncio.Queue(1), asyncio.Queue(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(source(a))
        group.create_task(square(a, b))
        last = group.create_task(sink(b))
    print(last.result())


asyncio.run(main())
