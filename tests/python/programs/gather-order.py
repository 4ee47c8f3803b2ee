import asyncio


async def fetch(name, delay):
    print(name, "starts")
    await asyncio.sleep(delay)
    print(name, "ends")
    return name.upper()


async def main():
    results = await asyncio.gather(fetch("a", 0.03), fetch("b", 0.01), fetch("c", 0.02))
    print(results)


asyncio.run(main())
