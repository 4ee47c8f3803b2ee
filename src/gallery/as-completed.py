import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    downloads = [
        fetch("a film", 0.09),
        fetch("a song", 0.03),
        fetch("a book", 0.06),
    ]
    for download in asyncio.as_completed(downloads):
        print(await download, "is here")


asyncio.run(main())
