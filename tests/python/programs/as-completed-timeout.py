import asyncio


async def work(n):
    await asyncio.sleep(n / 10)
    return n


async def main():
    tasks = [asyncio.create_task(work(n)) for n in (1, 2, 30)]
    try:
        for future in asyncio.as_completed(tasks, timeout=0.5):
            print(await future)
    except TimeoutError:
        print("the third takes too long", tasks[2].done())


asyncio.run(main())
