import asyncio


async def waiter(future, n):
    print(n, await future)


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(future, n)) for n in range(3)]
    await asyncio.sleep(0.1)
    future.set_result("go")
    print("set")
    await asyncio.gather(*tasks)


asyncio.run(main())
