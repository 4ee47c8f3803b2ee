import asyncio

answers = [ConnectionError, ConnectionError, ConnectionError, "welcome"]


async def connect():
    await asyncio.sleep(0.01)
    answer = answers.pop(0)
    if answer is ConnectionError:
        raise ConnectionError("busy")
    return answer


async def main():
    pause = 0.01
    while True:
        try:
            print(await connect())
            break
        except ConnectionError as error:
            print(error, f"- again in {pause * 1000:.0f} ms")
            await asyncio.sleep(pause)
            pause *= 2


asyncio.run(main())
