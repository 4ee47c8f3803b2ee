import asyncio


async def good():
    return 42


async def bad():
    raise LookupError("nothing")


async def main():
    a, b = asyncio.create_task(good()), asyncio.create_task(bad())
    try:
        a.result()
    except asyncio.InvalidStateError as error:
        print("too early:", error)
    await asyncio.sleep(0)
    print(a.done(), a.result(), a.exception())
    print(b.done(), repr(b.exception()))
    try:
        b.result()
    except LookupError as error:
        print("raised", error)
    print(a.cancelled(), b.cancelled(), a.cancel())


asyncio.run(main())
