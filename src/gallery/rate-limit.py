import asyncio

INTERVAL = 0.02  # seconds between two requests
next_start = 0.0


async def my_turn():
    global next_start
    now = asyncio.get_running_loop().time()
    start = max(now, next_start)
    next_start = start + INTERVAL  # reserved before anybody else runs
    await asyncio.sleep(start - now)


async def fetch(number):
    await my_turn()
    print("request", number, "starts")
    await asyncio.sleep(0.03)


async def main():
    await asyncio.gather(*(fetch(number) for number in range(1, 5)))


asyncio.run(main())
