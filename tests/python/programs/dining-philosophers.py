import asyncio


async def philosopher(name, left, right):
    for _ in range(2):
        print(name, "thinks")
        await asyncio.sleep(0.1)
        first, second = sorted((left, right), key=id_of)
        async with first[1]:
            async with second[1]:
                print(name, "eats")
                await asyncio.sleep(0.2)


def id_of(fork):
    return fork[0]


async def main():
    forks = [(n, asyncio.Lock()) for n in range(5)]
    names = ["Plato", "Kant", "Hume", "Mill", "Sartre"]
    await asyncio.gather(*(philosopher(name, forks[i], forks[(i + 1) % 5]) for i, name in enumerate(names)))


asyncio.run(main())
