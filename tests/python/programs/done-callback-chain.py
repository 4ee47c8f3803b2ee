import asyncio


async def main():
    loop = asyncio.get_running_loop()
    first, second = loop.create_future(), loop.create_future()

    def pass_on(future):
        if future.cancelled():
            second.cancel()
        elif future.exception():
            second.set_exception(future.exception())
        else:
            second.set_result(future.result() + 1)

    first.add_done_callback(pass_on)
    loop.call_later(0.1, first.set_result, 1)
    print(await second)
    third = loop.create_future()
    task = asyncio.ensure_future(third)
    print(task is third)
    third.cancel()
    print(third.cancelled(), third.done())


asyncio.run(main())
