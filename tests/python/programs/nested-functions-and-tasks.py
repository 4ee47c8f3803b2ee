import asyncio


async def main():
    results = {}

    def remember(name):
        def callback(task):
            results[name] = task.result()
            print("remembered", name)
        return callback

    async def power(base, exponent):
        await asyncio.sleep(exponent / 100)
        return base ** exponent

    tasks = []
    for name, (base, exponent) in {"a": (2, 10), "b": (3, 4), "c": (10, 2)}.items():
        task = asyncio.create_task(power(base, exponent), name=name)
        task.add_done_callback(remember(name))
        tasks.append(task)
    await asyncio.wait(tasks)
    await asyncio.sleep(0)
    print(results)


asyncio.run(main())
