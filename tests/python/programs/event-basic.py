import asyncio


async def waiter(event, name):
    print(name, "waits")
    print(name, await event.wait())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, n)) for n in ("x", "y")]
    await asyncio.sleep(0.1)
    print("set")
    event.set()
    await asyncio.gather(*tasks)
    print(event.is_set(), await event.wait())
    event.clear()
    print(event.is_set())


asyncio.run(main())
