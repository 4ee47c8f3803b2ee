import asyncio

attempts = 0


async def unreliable():
    global attempts
    attempts += 1
    await asyncio.sleep(0.1)
    if attempts < 3:
        raise ConnectionError(f"attempt {attempts}")
    return "connected"


async def main():
    while True:
        try:
            print(await unreliable())
            break
        except ConnectionError as error:
            print("retrying after", error)
            await asyncio.sleep(0.1 * attempts)
            continue
        finally:
            print("attempt over")


asyncio.run(main())
