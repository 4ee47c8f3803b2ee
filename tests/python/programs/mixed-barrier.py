import asyncio

async def w(b, n):
    await asyncio.sleep(n / 100)
    try:
        i = await b.wait()
        print("past", n, i, b.n_waiting)
        async with b as p:
            print("second", n, p)
    except asyncio.BrokenBarrierError as e:
        print("broken", n, e)
    except asyncio.CancelledError:
        print("c", n)
async def main():
    b = asyncio.Barrier(3)
    await asyncio.gather(*[w(b, i) for i in range(3)])
    print(b.parties, b.n_waiting, b.broken)
    ts = [asyncio.create_task(w(b, i)) for i in range(2)]
    await asyncio.sleep(.05)
    await b.reset()
    await asyncio.gather(*ts)
    ts = [asyncio.create_task(w(b, i)) for i in range(2)]
    await asyncio.sleep(.05)
    ts[0].cancel()
    await asyncio.sleep(.01)
    await b.abort()
    await asyncio.gather(*ts)
    await w(b, 1)
    print(b.broken)
asyncio.run(main())
