import asyncio


async def put(n, out):
    await asyncio.sleep(n / 100)
    out.append(n)


async def main():
    out = []
    await asyncio.gather(*(put(n, out) for n in (5, 3, 9, 1, 3, 7)))
    print(out)


asyncio.run(main())
