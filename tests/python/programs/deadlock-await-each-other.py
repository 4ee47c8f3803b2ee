import asyncio

tasks = []


async def waits_for(n):
    await asyncio.sleep(0.01)
    await tasks[n]


async def main():
    tasks.append(asyncio.create_task(waits_for(1)))
    tasks.append(asyncio.create_task(waits_for(0)))
    await asyncio.gather(*tasks)


asyncio.run(main())
