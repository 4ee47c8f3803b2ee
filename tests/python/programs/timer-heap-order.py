import asyncio


async def sleeper(n, delay, order):
    await asyncio.sleep(delay)
    order.append(n)


async def main():
    order = []
    delays = [5, 3, 5, 1, 3, 5, 2, 1, 5, 3, 2, 5]
    tasks = [asyncio.create_task(sleeper(n, delay * 0.1, order)) for n, delay in enumerate(delays)]
    await asyncio.gather(*tasks)
    print(order)
    loop = asyncio.get_running_loop()
    at = loop.time() + 1
    order.clear()
    for n in range(20):
        loop.call_at(at + (n * 7 % 5) / 10, order.append, n)
    await asyncio.sleep(2)
    print(order)


asyncio.run(main())
