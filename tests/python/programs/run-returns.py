import asyncio


async def main(x):
    await asyncio.sleep(0.1)
    return x * 2


print(asyncio.run(main(21)))
print(asyncio.run(main("ab")))
try:
    asyncio.run(print)
except ValueError as error:
    print("not a coroutine", error)
except TypeError as error:
    print("not awaitable", error)
