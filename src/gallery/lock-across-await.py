import asyncio

lock = asyncio.Lock()
balance = 100


async def withdraw(amount):
    global balance
    async with lock:  # held while it waits
        await asyncio.sleep(0.03)  # asks the bank
        balance -= amount
    print("left:", balance)


async def main():
    await asyncio.gather(withdraw(10), withdraw(20), withdraw(30))


asyncio.run(main())
