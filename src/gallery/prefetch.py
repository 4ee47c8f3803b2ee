import asyncio


async def load(page):
    await asyncio.sleep(0.04)
    return page


async def write(page):
    await asyncio.sleep(0.03)
    print("page", page, "is written")


async def main():
    coming = asyncio.create_task(load(1))
    for number in (2, 3, 4):
        page = await coming
        coming = asyncio.create_task(load(number))  # loads while this one is written
        await write(page)
    await write(await coming)


asyncio.run(main())
