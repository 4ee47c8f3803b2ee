import asyncio


async def zero(n):
    for i in range(2):
        print("task", n, i)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon 1")
    task = asyncio.create_task(zero(1))
    loop.call_soon(print, "soon 2")
    await asyncio.sleep(0)
    print("main again")
    loop.call_soon(print, "soon 3")
    await zero(2)
    await task


asyncio.run(main())
