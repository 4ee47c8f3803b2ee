import asyncio

items = []


async def consumer(condition, name):
    async with condition:
        while not items:
            print(name, "waits")
            await condition.wait()
        print(name, "takes", items.pop(0))


async def producer(condition):
    for i in range(3):
        await asyncio.sleep(0.1)
        async with condition:
            items.append(i)
            condition.notify()


async def main():
    condition = asyncio.Condition()
    consumers = [asyncio.create_task(consumer(condition, n)) for n in "abc"]
    await producer(condition)
    await asyncio.gather(*consumers)


asyncio.run(main())
