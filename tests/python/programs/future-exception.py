import asyncio


async def main():
    future = asyncio.Future()
    asyncio.get_running_loop().call_later(0.1, future.set_exception, ValueError("by hand"))
    try:
        await future
    except ValueError as error:
        print(error, repr(future.exception()))
    other = asyncio.get_running_loop().create_future()
    other.cancel("why")
    try:
        await other
    except asyncio.CancelledError as error:
        print("cancelled", error.args, other.cancelled())
    third = asyncio.get_running_loop().create_future()
    third.set_exception(KeyError)
    print(repr(third.exception()))


asyncio.run(main())
