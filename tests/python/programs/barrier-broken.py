import asyncio


async def wait(barrier, n):
    try:
        async with barrier as place:
            print(n, place)
    except asyncio.BrokenBarrierError as error:
        print(n, "broken", error)


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(wait(barrier, n)) for n in range(2)]
    await asyncio.sleep(0.1)
    await barrier.abort()
    await asyncio.gather(*tasks)
    print(barrier.broken)
    await barrier.reset()
    print(barrier.broken)
    await asyncio.gather(*(wait(barrier, n) for n in range(3)))


asyncio.run(main())
