import asyncio
import types


@types.coroutine
def nap():
    yield
    print("after one turn")
    yield
    return "rested"


async def main():
    print(await nap())
    print(await asyncio.gather(nap(), nap()))


asyncio.run(main())
