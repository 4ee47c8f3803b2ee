import asyncio


def countdown(loop, n, done):
    print(n, round(loop.time(), 4))
    if n == 0:
        done.set_result("liftoff")
    else:
        loop.call_later(0.1, countdown, loop, n - 1, done)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    countdown(loop, 3, done)
    print(await done)


asyncio.run(main())
