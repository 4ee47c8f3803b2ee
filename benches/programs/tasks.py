import asyncio


async def worker(n):
    total = 0
    for i in range(9):
        total += i * n
    return total


async def main():
    tasks = [asyncio.create_task(worker(n)) for n in range(9998)]
    total = 0
    for task in tasks:
        total += await task
    print(total)


asyncio.run(main())
