import asyncio

slots = asyncio.Semaphore(1)


async def ask(number):
    try:
        async with asyncio.timeout(0.07):
            async with slots:  # waiting for the slot counts too
                await asyncio.sleep(0.03)
        print(number, "has its answer")
    except TimeoutError:
        print(number, "has timed out")


async def main():
    await asyncio.gather(ask(1), ask(2), ask(3))


asyncio.run(main())
