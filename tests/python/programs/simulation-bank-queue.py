import asyncio
import random
from collections import deque
from statistics import mean


class Bank:
    def __init__(self, tellers):
        self.free = asyncio.Semaphore(tellers)
        self.waits = []

    async def customer(self, name, arrives, needs):
        await asyncio.sleep(arrives)
        loop = asyncio.get_running_loop()
        came = loop.time()
        async with self.free:
            self.waits.append(loop.time() - came)
            await asyncio.sleep(needs)
        print(f"{loop.time():6.2f} {name} leaves")


async def main():
    random.seed(1)
    bank = Bank(2)
    arrives = 0
    customers = deque()
    for n in range(6):
        arrives += random.expovariate(2)
        customers.append(bank.customer(f"customer {n}", arrives, random.uniform(0.3, 1.2)))
    await asyncio.gather(*customers)
    print(f"waited {mean(bank.waits):.3f} on average, {max(bank.waits):.3f} at most")


asyncio.run(main())
