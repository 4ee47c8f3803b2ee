import asyncio


async def save(text):
    await asyncio.sleep(0.03)
    print("saved", text)


async def main():
    save("the draft")  # only makes a coroutine: nobody runs it
    await save("the final text")
    print("done")


asyncio.run(main())
