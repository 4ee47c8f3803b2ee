import asyncio


async def numbers():
    try:
        for n in range(10):
            yield n
            await asyncio.sleep(0.01)
    finally:
        print("closed")


async def main():
    generator = numbers()
    async for n in generator:
        if n == 2:
            break
    print("left")
    async for n in generator:
        print("goes on with", n)
        if n == 4:
            break
    await generator.aclose()
    print("closed by hand")
    another = numbers()
    print(await anext(another))


asyncio.run(main())
