import asyncio

async def w(n, d, fail=False):
    await asyncio.sleep(d)
    if fail: raise KeyError(n)
    return n
async def main():
    for rw in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        ts = [asyncio.create_task(w(i, .03 - i / 100, i == 1), name=f"n{i}") for i in range(3)]
        done, pending = await asyncio.wait(ts, return_when=rw)
        print(rw, [t.get_name() for t in done], [t.get_name() for t in pending])
        done, pending = await asyncio.wait(ts, timeout=.001)
        print(len(done), len(pending))
        for p in pending: p.cancel()
        r = await asyncio.gather(*ts, return_exceptions=True)
        print(r)
    for bad in ([], [w(1, 1)]):
        try:
            await asyncio.wait(bad)
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)
            for b in bad: b.close()
    try:
        await asyncio.wait_for(w(1, 1), .01)
    except TimeoutError as e:
        print("to", repr(e), repr(e.__cause__))
    print(await asyncio.wait_for(w(1, .01), 1))
    print(await asyncio.wait_for(w(1, .01), None))
    try:
        await asyncio.wait_for(w(1, .01), 0)
    except TimeoutError as e:
        print("to0")
    t = asyncio.create_task(w(4, .01)); await t
    print(await asyncio.wait_for(t, 0))
asyncio.run(main())
