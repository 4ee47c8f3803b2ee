import asyncio

async def w(n, d, fail=False):
    await asyncio.sleep(d)
    if fail: raise KeyError(n)
    return n
async def main():
    for f in asyncio.as_completed([w(1, .03), w(2, .01), w(3, .02)]):
        print(await f)
    ts = [asyncio.create_task(w(i, .03 - i / 100)) for i in range(3)]
    async for t in asyncio.as_completed(ts):
        print(t in ts, t.result())
    try:
        for f in asyncio.as_completed([w(1, .03), w(2, .01), w(3, .02, True)], timeout=.015):
            print(await f)
    except TimeoutError as e:
        print("t", repr(e))
    await asyncio.sleep(.05)
    try:
        asyncio.as_completed(asyncio.sleep(0))
    except TypeError as e:
        print(e)
asyncio.run(main())
