import asyncio


async def fetch(name, seconds):
    print("asks for the", name)
    await asyncio.sleep(seconds)  # stands for the network
    return name


async def main():
    user = await fetch("user", 0.06)
    news = await fetch("news", 0.04)  # begins only now
    print("has the", user, "and the", news)


asyncio.run(main())
