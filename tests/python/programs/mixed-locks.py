import asyncio

async def user(lock, n, d):
    try:
        async with lock:
            print("in", n)
            await asyncio.sleep(d)
        print("out", n)
    except asyncio.CancelledError:
        print("c", n)
async def main():
    for lock in (asyncio.Lock(), asyncio.Semaphore(2), asyncio.BoundedSemaphore(2), asyncio.Condition()):
        ts = [asyncio.create_task(user(lock, i, .01 * (i + 1))) for i in range(5)]
        await asyncio.sleep(.005)
        ts[2].cancel()
        print(lock.locked())
        await asyncio.sleep(.01)
        ts[0].cancel(); ts[3].cancel()
        await asyncio.gather(*ts)
        print(lock.locked())
    try:
        asyncio.Lock().release()
    except RuntimeError as e: print(e)
    try:
        asyncio.BoundedSemaphore(2).release()
    except ValueError as e: print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e: print(e)
asyncio.run(main())
