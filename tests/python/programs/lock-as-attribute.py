import asyncio


class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        async with self.lock:
            if self.balance >= amount:
                await asyncio.sleep(0.1)
                self.balance -= amount
                print(self.owner, "takes", amount, "leaves", self.balance)
                return True
        print(self.owner, "has not", amount)
        return False


async def main():
    accounts = [Account("ann", 100), Account("bob", 50)]
    await asyncio.gather(*(a.withdraw(40) for a in accounts for _ in range(3)))


asyncio.run(main())
