import asyncio

async def waiter(c, n, box):
    async with c:
        try:
            await c.wait_for(lambda: box)
            print("got", n, box.pop())
        except asyncio.CancelledError:
            print("c", n, c.locked())
async def main():
    c = asyncio.Condition(); box = []
    ts = [asyncio.create_task(waiter(c, i, box)) for i in range(4)]
    await asyncio.sleep(.01)
    async with c:
        box.append(1); c.notify()
    await asyncio.sleep(.01)
    ts[1].cancel()
    async with c:
        box.extend([2, 3]); c.notify_all()
    await asyncio.gather(*ts)
    try:
        await c.wait()
    except RuntimeError as e: print(e)
    try:
        c.notify()
    except RuntimeError as e: print(e)
    e = asyncio.Event()
    async def ev(n):
        print(await e.wait(), n)
    ts = [asyncio.create_task(ev(i)) for i in range(3)]
    await asyncio.sleep(.01); e.set(); e.clear(); print(e.is_set())
    await asyncio.gather(*ts)
    try:
        async with asyncio.timeout(.01): await e.wait()
    except TimeoutError: print("no event")
asyncio.run(main())
