import asyncio


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    try:
        async with asyncio.timeout(0.1):
            async with lock:
                print("never")
    except TimeoutError:
        print("no lock in time", lock.locked())
    try:
        await asyncio.wait_for(lock.acquire(), 0.1)
    except TimeoutError:
        print("again not")
    lock.release()
    print(await asyncio.wait_for(lock.acquire(), 0.1))


asyncio.run(main())
