import asyncio
from enum import Enum
from itertools import chain, repeat


class Light(Enum):
    GREEN = 3
    YELLOW = 1
    RED = 2


class Crossing:
    def __init__(self):
        self.light = Light.RED
        self.changed = asyncio.Condition()

    async def run(self):
        for light in chain.from_iterable(repeat([Light.GREEN, Light.YELLOW, Light.RED], 3)):
            async with self.changed:
                self.light = light
                print("light is", light.name)
                self.changed.notify_all()
            await asyncio.sleep(light.value)

    async def cross(self, car):
        async with self.changed:
            await self.changed.wait_for(lambda: self.light is Light.GREEN)
            print(car, "crosses")
        await asyncio.sleep(0.5)


async def main():
    crossing = Crossing()
    lights = asyncio.create_task(crossing.run())
    await asyncio.sleep(3.5)
    await asyncio.gather(*(crossing.cross(f"car {n}") for n in range(3)))
    lights.cancel()
    try:
        await lights
    except asyncio.CancelledError:
        print("lights are off")


asyncio.run(main())
