import asyncio


async def waiter(condition, state, least):
    async with condition:
        result = await condition.wait_for(lambda: state["n"] >= least)
        print("at least", least, "is", state["n"], result)


async def main():
    condition, state = asyncio.Condition(), {"n": 0}
    tasks = [asyncio.create_task(waiter(condition, state, n)) for n in (3, 1, 2)]
    for _ in range(3):
        await asyncio.sleep(0.1)
        async with condition:
            state["n"] += 1
            condition.notify_all()
    await asyncio.gather(*tasks)
    try:
        condition.notify()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
