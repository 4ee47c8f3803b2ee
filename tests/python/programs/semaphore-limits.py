import asyncio

running = 0


async def job(semaphore, n):
    global running
    async with semaphore:
        running += 1
        print("job", n, "running", running)
        await asyncio.sleep(0.1 + n / 100)
        running -= 1


async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(job(semaphore, n) for n in range(5)))
    print(semaphore.locked())


asyncio.run(main())
