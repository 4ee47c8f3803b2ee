import asyncio


async def worker(n):
    try:
        while True:
            await asyncio.sleep(0.1 * n)
            print("worker", n)
    except asyncio.CancelledError:
        print("worker", n, "stops")
        return n


async def main():
    workers = [asyncio.create_task(worker(n)) for n in (1, 2, 3)]
    await asyncio.sleep(0.35)
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers))


asyncio.run(main())
