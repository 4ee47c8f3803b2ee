import asyncio

connections = asyncio.Semaphore(2)


async def order(number):
    async with connections:  # one for the order
        await asyncio.sleep(0.02)
        async with connections:  # and one more for the stock
            await asyncio.sleep(0.02)
    print("order", number, "is done")


async def main():
    await asyncio.gather(order(1), order(2))


asyncio.run(main())
