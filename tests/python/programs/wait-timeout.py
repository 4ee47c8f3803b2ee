import asyncio


async def work(n):
    await asyncio.sleep(n / 10)
    return n


async def main():
    tasks = [asyncio.create_task(work(n), name=str(n)) for n in (1, 2, 3, 4)]
    done, pending = await asyncio.wait(tasks, timeout=0.25)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    await asyncio.gather(*pending)
    try:
        await asyncio.wait([])
    except ValueError as error:
        print(error)
    try:
        await asyncio.wait([work(1)])
    except TypeError as error:
        print(error)


asyncio.run(main())
