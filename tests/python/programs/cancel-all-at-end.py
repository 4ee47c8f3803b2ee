import asyncio


async def left(n):
    try:
        await asyncio.sleep(n)
        print("never")
    except asyncio.CancelledError:
        print("left", n, "is cancelled at the end")
        await asyncio.sleep(0.01)
        print("left", n, "has cleaned up")


async def main():
    for n in (3, 1, 2):
        asyncio.create_task(left(n))
    await asyncio.sleep(0.01)
    return "result"


print(asyncio.run(main()))
