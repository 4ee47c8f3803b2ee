import asyncio


async def work(n):
    await asyncio.sleep(n / 10)
    if n == 2:
        raise ValueError(n)
    return n


async def main():
    tasks = [asyncio.create_task(work(n)) for n in (1, 2, 3)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in tasks:
        if task in pending:
            print("pending")
            task.cancel()
        elif task.exception():
            print("error", task.exception())
        else:
            print("result", task.result())


asyncio.run(main())
