import asyncio
import random


async def worker(name, queue):
    while True:
        delay = await queue.get()
        await asyncio.sleep(delay)
        queue.task_done()
        print(f"{name} slept for {delay:.2f} seconds")


async def main():
    queue = asyncio.Queue()
    total = 0
    for _ in range(8):
        delay = random.uniform(0.05, 1.0)
        total += delay
        queue.put_nowait(delay)
    workers = [asyncio.create_task(worker(f"worker-{i}", queue)) for i in range(3)]
    started = asyncio.get_running_loop().time()
    await queue.join()
    took = asyncio.get_running_loop().time() - started
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print("====")
    print(f"3 workers slept in parallel for {took:.2f} seconds")
    print(f"total expected sleep time: {total:.2f} seconds")


asyncio.run(main())
