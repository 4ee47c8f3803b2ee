import asyncio


async def runner(name, steps, pace):
    for step in range(1, steps + 1):
        await asyncio.sleep(pace)
        print(f"{name:<6}{'.' * step}")
    return name


async def main():
    runners = [asyncio.create_task(runner(*args)) for args in (("Ann", 3, 0.2), ("Bob", 4, 0.1), ("Cid", 2, 0.35))]
    first = None
    for finished in asyncio.as_completed(runners):
        name = await finished
        if first is None:
            first = name
            print(f"{name} wins")
    print([r.result() for r in runners])


asyncio.run(main())
