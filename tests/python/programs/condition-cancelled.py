import asyncio


async def waiter(condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError:
            print("cancelled with the lock held:", condition.locked())
            raise


async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition))
    await asyncio.sleep(0.1)
    async with condition:
        task.cancel()
        await asyncio.sleep(0.1)
        print("the lock is still ours")
    await asyncio.gather(task, return_exceptions=True)
    print(condition.locked())


asyncio.run(main())
