import asyncio


async def setter(future, value):
    await asyncio.sleep(0.1)
    future.set_result(value)
    print("set")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future.done())
    asyncio.create_task(setter(future, "value"))
    print(await future)
    print(future.done(), future.result())
    try:
        future.set_result("again")
    except asyncio.InvalidStateError as error:
        print(error)


asyncio.run(main())
