import asyncio


async def main():
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as error:
        print(error)
    await asyncio.sleep(True)
    await asyncio.sleep(1e-9)
    await asyncio.sleep(0.1 + 0.2)
    print(asyncio.get_running_loop().time())


asyncio.run(main())
