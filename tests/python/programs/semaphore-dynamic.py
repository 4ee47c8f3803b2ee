import asyncio
import random


async def worker(n, semaphore, log):
    async with semaphore:
        log.append(("start", n))
        await asyncio.sleep(random.choice([0.1, 0.2, 0.3]))
        log.append(("end", n))


async def main():
    log = []
    semaphore = asyncio.Semaphore(3)
    await asyncio.gather(*[worker(n, semaphore, log) for n in range(10)])
    running = most = 0
    for what, n in log:
        running += 1 if what == "start" else -1
        most = max(most, running)
    print(log)
    print("at most", most)


asyncio.run(main())
