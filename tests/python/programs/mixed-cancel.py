import asyncio

async def w(n):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("c", n, e.args, asyncio.current_task().cancelling())
        if n == 1: return "swallowed"
        if n == 2: await asyncio.sleep(.01); print("after"); raise
        if n == 3: raise ValueError("instead")
        raise
async def main():
    for n in range(5):
        t = asyncio.create_task(w(n))
        await asyncio.sleep(.001)
        print(t.cancel("msg"), t.cancelling())
        try:
            print("res", await t)
        except asyncio.CancelledError as e: print("cancelled", e.args)
        except ValueError as e: print("value", e)
        print(t.done(), t.cancelled(), t.cancel())
    t = asyncio.create_task(w(9)); t.cancel()
    try: await t
    except asyncio.CancelledError: print("before start")
    me = asyncio.current_task(); me.cancel()
    try: await asyncio.sleep(0)
    except asyncio.CancelledError: print("self", me.uncancel())
    f = asyncio.get_running_loop().create_future()
    try: f.result()
    except asyncio.InvalidStateError as e: print(e)
    f.set_exception(KeyError("k"))
    try: await f
    except KeyError as e: print(repr(e))
    t = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    async def wait_it(): await t
    a = asyncio.create_task(wait_it()); b = asyncio.create_task(wait_it())
    await asyncio.sleep(0); a.cancel()
    print(await asyncio.gather(a, b, t, return_exceptions=True))
asyncio.run(main())
