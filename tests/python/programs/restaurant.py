import asyncio
import time
from dataclasses import dataclass, field


@dataclass
class Order:
    table: int
    dishes: list = field(default_factory=list)


MENU = {"soup": 0.2, "steak": 0.5, "salad": 0.1}


async def cook(dish, stove):
    async with stove:
        print(f"[{time.perf_counter():.2f}] cooking {dish}")
        await asyncio.sleep(MENU[dish])
    return dish.title()


async def serve(order, stove):
    plates = await asyncio.gather(*(cook(dish, stove) for dish in order.dishes))
    print(f"[{time.perf_counter():.2f}] table {order.table} gets {plates}")
    return len(plates)


async def main():
    stove = asyncio.Semaphore(2)
    orders = [Order(1, ["soup", "steak"]), Order(2, ["salad"]), Order(3, ["steak", "steak", "soup"])]
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        served = [group.create_task(serve(order, stove), name=f"table {order.table}") for order in orders]
    print(sum(task.result() for task in served), "plates in", round(time.perf_counter() - start, 2), "s")


asyncio.run(main())
