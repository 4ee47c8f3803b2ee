import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    await asyncio.sleep(0.01)


asyncio.run(main(), debug=True)
asyncio.run(main(), debug=False)
