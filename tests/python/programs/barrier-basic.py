import asyncio


async def runner(barrier, n):
    await asyncio.sleep(n / 10)
    print(n, "at the barrier", barrier.n_waiting)
    place = await barrier.wait()
    print(n, "passes", place)


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties)
    await asyncio.gather(*(runner(barrier, n) for n in range(6)))


asyncio.run(main())
