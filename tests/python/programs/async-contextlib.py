import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress


@asynccontextmanager
async def resource(name):
    print("open", name)
    await asyncio.sleep(0.01)
    try:
        yield name.upper()
    finally:
        print("close", name)
        await asyncio.sleep(0.01)


async def main():
    async with resource("one") as one:
        print(one)
    with suppress(KeyError):
        async with resource("two"):
            raise KeyError("inside")
    async with AsyncExitStack() as stack:
        for name in ("x", "y"):
            print(await stack.enter_async_context(resource(name)))
        stack.callback(print, "callback")


asyncio.run(main())
