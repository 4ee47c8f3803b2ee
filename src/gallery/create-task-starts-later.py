import asyncio


async def fetch():
    print("the task begins")
    await asyncio.sleep(0.03)
    print("the task ends")


async def main():
    task = asyncio.create_task(fetch())
    print("main goes on")
    total = 0
    for number in range(10):
        total += number
    print("main awaits")
    await task  # here the loop takes up the task


asyncio.run(main())
