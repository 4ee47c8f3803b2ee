import asyncio

async def w(n, d, fail=False):
    try:
        await asyncio.sleep(d)
        print("w", n)
        if fail: raise ValueError(n)
        return n
    except asyncio.CancelledError as e:
        print("c", n, e.args)
        raise
async def main():
    print(await asyncio.gather(w(1, .02), w(2, .01), w(3, .02)))
    print(await asyncio.gather(w(1, .02), w(2, .01, True), w(3, .02), return_exceptions=True))
    try:
        await asyncio.gather(w(1, .02), w(2, .01, True), w(3, .02))
    except ValueError as e:
        print("err", e)
    c = w(9, .01)
    print(await asyncio.gather(c, c, asyncio.sleep(0, 5)))
    print(await asyncio.gather())
    t = asyncio.create_task(w(7, 1))
    g = asyncio.gather(t, w(8, 1))
    await asyncio.sleep(.005)
    t.cancel("why")
    try:
        await g
    except asyncio.CancelledError as e:
        print("cancelled", e.args, t.cancelled(), g.cancelled(), g.done())
    g = asyncio.gather(w(5, 1), w(6, 1), return_exceptions=True)
    await asyncio.sleep(.001)
    print(g.cancel())
    try:
        await g
    except asyncio.CancelledError as e:
        print("g", e.args)
asyncio.run(main())
