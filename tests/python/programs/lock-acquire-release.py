import asyncio

lock = asyncio.Lock()
shared = 0


async def add(n):
    global shared
    for _ in range(3):
        await lock.acquire()
        try:
            value = shared
            await asyncio.sleep(0.01)
            shared = value + n
        finally:
            lock.release()


async def main():
    await asyncio.gather(add(1), add(10), add(100))
    print(shared)
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
