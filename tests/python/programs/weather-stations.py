import asyncio
import random
import statistics


async def station(name, queue, readings):
    temperature = random.uniform(10, 25)
    for _ in range(readings):
        await asyncio.sleep(random.uniform(0.1, 0.3))
        temperature += random.uniform(-1, 1)
        await queue.put((name, round(temperature, 1)))


async def collect(queue, total):
    seen = {}
    for _ in range(total):
        name, value = await queue.get()
        seen.setdefault(name, []).append(value)
        print(f"{name:>6}: {value:5.1f} °C")
    return seen


async def main():
    random.seed(2024)
    queue = asyncio.Queue()
    names = ["north", "south"]
    collector = asyncio.create_task(collect(queue, 3 * len(names)))
    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(station(name, queue, 3))
    for name, values in sorted((await collector).items()):
        print(f"{name}: mean {statistics.mean(values):.2f}, median {statistics.median(values):.2f}")


asyncio.run(main())
