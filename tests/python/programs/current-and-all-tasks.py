import asyncio


async def worker(n):
    await asyncio.sleep(n)


async def main():
    tasks = [asyncio.create_task(worker(n / 10), name=f"worker {n}") for n in range(1, 4)]
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await tasks[0]
    print(len(asyncio.all_tasks()))
    pending = asyncio.all_tasks() - {asyncio.current_task()}
    print(sorted(t.get_name() for t in pending))
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print(len(asyncio.all_tasks()))


asyncio.run(main())
