import asyncio

async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(.02) as outer:
            try:
                async with asyncio.timeout(.01) as inner:
                    await asyncio.sleep(1)
            except TimeoutError:
                print("inner", inner.expired(), outer.expired())
            await asyncio.sleep(1)
    except TimeoutError:
        print("outer", inner.expired(), outer.expired(), loop.time())
    async with asyncio.timeout(None) as t:
        t.reschedule(loop.time() + .03)
        await asyncio.sleep(.01)
        t.reschedule(None)
        print(t.when())
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("past")
    try:
        async with asyncio.timeout(.01):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError("v")
    except ValueError as e:
        print(repr(e.__context__), repr(e.__context__.__cause__))
    async with asyncio.timeout(.01) as t:
        import time
        time.sleep(.02)
    print(t.expired())
    try:
        async with t: pass
    except RuntimeError as e: print(e)
    try:
        t.reschedule(5)
    except RuntimeError as e: print(e)
    try:
        asyncio.timeout(3).reschedule(5)
    except RuntimeError as e: print(e)
asyncio.run(main())
