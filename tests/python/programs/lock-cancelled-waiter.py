import asyncio


async def hold(lock):
    async with lock:
        await asyncio.sleep(0.3)
        print("holder is done")


async def want(lock, name):
    try:
        async with lock:
            print(name, "got it")
            await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        print(name, "gave up")
        raise


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(hold(lock))]
    tasks += [asyncio.create_task(want(lock, n)) for n in ("a", "b", "c")]
    await asyncio.sleep(0.1)
    tasks[1].cancel()
    asyncio.get_running_loop().call_later(0.2, tasks[2].cancel)
    await asyncio.gather(*tasks, return_exceptions=True)
    print(lock.locked())


asyncio.run(main())
