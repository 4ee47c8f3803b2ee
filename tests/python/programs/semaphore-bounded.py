import asyncio


async def main():
    s = asyncio.BoundedSemaphore(2)
    await s.acquire()
    s.release()
    try:
        s.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)
    free = asyncio.Semaphore(0)
    free.release()
    print(free.locked(), await free.acquire(), free.locked())


asyncio.run(main())
