import asyncio


class Later:
    def __init__(self, value, delay):
        self.value, self.delay = value, delay

    def __await__(self):
        yield from asyncio.sleep(self.delay).__await__()
        return self.value


class Twice:
    def __await__(self):
        yield
        yield
        return "after two turns"


async def main():
    print(await Later("value", 0.1))
    print(await asyncio.gather(Later(1, 0.02), Later(2, 0.01)))
    print(await Twice())


asyncio.run(main())
