import asyncio


async def narcissist():
    await asyncio.current_task()


async def main():
    try:
        await asyncio.create_task(narcissist())
    except RuntimeError as error:
        print(str(error).startswith("Task cannot await on itself"))


asyncio.run(main())
