import asyncio


async def fetch(name, seconds):
    print("asks for the", name)
    await asyncio.sleep(seconds)  # stands for the network
    return name


async def main():
    # Each call becomes a task of its own. The results come in the order of the calls.
    user, news = await asyncio.gather(
        fetch("user", 0.06),
        fetch("news", 0.04),
    )
    print("has the", user, "and the", news)


asyncio.run(main())
