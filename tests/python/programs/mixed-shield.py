import asyncio

async def w(n, d):
    try:
        await asyncio.sleep(d)
        print("done", n)
        return n
    except asyncio.CancelledError:
        print("c", n); raise
async def bad():
    await asyncio.sleep(.03)
    raise ValueError("late")
async def main():
    try:
        async with asyncio.timeout(.01):
            await asyncio.shield(w(1, .02))
    except TimeoutError:
        print("timeout")
    await asyncio.sleep(.02)
    t = asyncio.create_task(w(2, .02))
    try:
        await asyncio.wait_for(asyncio.shield(t), .01)
    except TimeoutError:
        print("again")
    print(await t)
    try:
        await asyncio.wait_for(asyncio.shield(bad()), .01)
    except TimeoutError:
        print("third")
    await asyncio.sleep(.05)
    t = asyncio.create_task(w(3, .02))
    s = asyncio.shield(t)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await s
    except asyncio.CancelledError:
        print("inner cancelled", s.cancelled())
asyncio.run(main())
