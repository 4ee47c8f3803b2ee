import asyncio


async def send_mail(name):
    print("writes to", name)
    await asyncio.sleep(0.05)
    print("sent to", name)


async def main():
    asyncio.create_task(send_mail("Ann"))  # nobody keeps or awaits it
    await asyncio.sleep(0.02)
    print("main ends")


asyncio.run(main())
