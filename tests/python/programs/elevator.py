import asyncio
import random
from dataclasses import dataclass, field


@dataclass(order=True)
class Call:
    floor: int
    name: str = field(compare=False)


class Elevator:
    def __init__(self):
        self.floor = 0
        self.calls: asyncio.PriorityQueue[Call] = asyncio.PriorityQueue()

    async def run(self):
        while True:
            call = await self.calls.get()
            distance = abs(call.floor - self.floor)
            await asyncio.sleep(distance * 0.1)
            self.floor = call.floor
            print(f"{asyncio.get_running_loop().time():5.2f} floor {self.floor}: {call.name} gets out")
            self.calls.task_done()


async def main():
    random.seed(7)
    elevator = Elevator()
    runner = asyncio.create_task(elevator.run())
    for name in ("Ann", "Bob", "Cid", "Dee"):
        await elevator.calls.put(Call(random.randint(1, 9), name))
        await asyncio.sleep(random.random() / 5)
    await elevator.calls.join()
    runner.cancel()


asyncio.run(main())
