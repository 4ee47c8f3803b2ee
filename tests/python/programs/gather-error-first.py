import asyncio


async def good(n):
    await asyncio.sleep(n)
    print("good", n)
    return n


async def bad(n):
    await asyncio.sleep(n)
    raise ValueError(f"bad {n}")


async def main():
    try:
        await asyncio.gather(good(0.03), bad(0.01), bad(0.02))
    except ValueError as error:
        print("caught", error)
    await asyncio.sleep(0.05)
    print("end")


asyncio.run(main())
