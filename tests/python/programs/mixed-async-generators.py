import asyncio

async def gen(n):
    try:
        for i in range(n):
            await asyncio.sleep(.01)
            yield i
    finally:
        print("closing"); await asyncio.sleep(.01); print("closed")
async def main():
    async for i in gen(3): print(i)
    async for i in gen(3):
        print(i); break
    await asyncio.sleep(.05)
    g = gen(3)
    async for i in g:
        print(i); break
    await g.aclose()
    h = gen(2)
    print(await anext(h))
    print([x async for x in gen(3) if x])
    print("main ends")
    global keep; keep = h
asyncio.run(main())
