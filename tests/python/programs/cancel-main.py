import asyncio


async def killer(task):
    await asyncio.sleep(0.1)
    print("kill", task.get_name())
    task.cancel()


async def main():
    asyncio.create_task(killer(asyncio.current_task()))
    await asyncio.sleep(1)


try:
    asyncio.run(main())
except asyncio.CancelledError:
    print("run raises CancelledError")
