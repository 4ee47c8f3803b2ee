import asyncio


async def ask(server, delay, fails=False):
    try:
        await asyncio.sleep(delay)
        if fails:
            raise ConnectionError(server)
        return f"answer of {server}"
    except asyncio.CancelledError:
        print(server, "is told to stop")
        raise


async def first(*coros):
    pending = [asyncio.create_task(c) for c in coros]
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
                print("failed:", repr(task.exception()))
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


async def main():
    print(await first(ask("a", 0.1, True), ask("b", 0.3), ask("c", 0.2)))
    print(await first(ask("d", 0.1, True)))


asyncio.run(main())
