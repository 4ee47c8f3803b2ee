import asyncio


async def numbers():
    try:
        n = 0
        while True:
            yield n
            n += 1
            await asyncio.sleep(0.01)
    finally:
        print("closing")
        await asyncio.sleep(0.05)
        print("closed")


async def main():
    async for n in numbers():
        print(n)
        if n == 2:
            break
    print("left")
    await asyncio.sleep(0.2)
    print("end")


asyncio.run(main())
