import asyncio


async def ask(mirror, seconds):
    await asyncio.sleep(seconds)
    return mirror


async def main():
    asked = [
        asyncio.create_task(ask("Berlin", 0.09)),
        asyncio.create_task(ask("Oslo", 0.03)),
        asyncio.create_task(ask("Rome", 0.06)),
    ]
    done, pending = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:  # nobody needs them any more
        task.cancel()
    for task in done:
        print(task.result(), "was first")


asyncio.run(main())
