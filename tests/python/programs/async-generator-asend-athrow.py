import asyncio


async def echo():
    received = None
    while True:
        try:
            received = yield received
        except ValueError as error:
            received = f"caught {error}"
        await asyncio.sleep(0.01)


async def main():
    generator = echo()
    print(await generator.asend(None))
    print(await generator.asend("hello"))
    print(await generator.athrow(ValueError("oops")))
    await generator.aclose()
    try:
        await generator.__anext__()
    except StopAsyncIteration:
        print("closed")
    print(await anext(generator, "default"))


asyncio.run(main())
