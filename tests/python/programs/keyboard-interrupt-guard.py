import asyncio


async def main():
    print("running")
    await asyncio.sleep(1)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
else:
    print("ended by itself")
finally:
    print("bye")
