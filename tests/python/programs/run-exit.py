import asyncio
import sys


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        print("work is cleaned up")


async def main():
    asyncio.create_task(work())
    await asyncio.sleep(0.1)
    print("leaving")
    sys.exit(3)


asyncio.run(main())
