import asyncio

counter = 0


async def add():
    global counter
    for _ in range(100):
        counter += 1
        if counter % 50 == 0:
            await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(add() for _ in range(3)))
    print(counter)


asyncio.run(main())
