import asyncio


async def slow(n):
    try:
        await asyncio.sleep(n)
        return f"slept {n}"
    except asyncio.CancelledError:
        print("cancelled after all")
        raise


async def main():
    print(await asyncio.wait_for(slow(0.1), timeout=1))
    print(await asyncio.wait_for(slow(0.1), None))
    try:
        await asyncio.wait_for(slow(1), 0.2)
    except asyncio.TimeoutError as error:
        print("too slow", type(error) is TimeoutError)
    try:
        await asyncio.wait_for(slow(1), timeout=0)
    except TimeoutError:
        print("zero")
    task = asyncio.create_task(slow(0.5))
    try:
        await asyncio.wait_for(task, 0.1)
    except TimeoutError:
        print(task.cancelled())


asyncio.run(main())
