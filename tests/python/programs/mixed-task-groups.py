import asyncio

async def w(n, d, fail=False):
    try:
        await asyncio.sleep(d)
        if fail: raise ValueError(n)
        print("ok", n)
        return n
    except asyncio.CancelledError:
        print("c", n)
        await asyncio.sleep(.001)
        raise
async def main():
    async with asyncio.TaskGroup() as g:
        a = g.create_task(w(1, .02)); b = g.create_task(w(2, .01), name="bb")
    print(a.result(), b.result(), b.get_name())
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(w(1, .02)); g.create_task(w(2, .01, True)); g.create_task(w(3, .03))
            await asyncio.sleep(1)
    except* ValueError as e:
        print(e.exceptions, str(e))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(w(4, .02))
            raise KeyError("body")
    except* KeyError as e:
        print(repr(e))
    async def outer():
        async with asyncio.TaskGroup() as g:
            g.create_task(w(5, 1))
            async with asyncio.TaskGroup() as h:
                h.create_task(w(6, .01, True))
                h.create_task(w(7, 1))
    try:
        await outer()
    except BaseExceptionGroup as e:
        print(repr(e))
    t = asyncio.create_task(outer())
    await asyncio.sleep(.005)
    t.cancel("m")
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
    try:
        async with asyncio.timeout(.01):
            async with asyncio.TaskGroup() as g:
                g.create_task(w(8, 1)); g.create_task(w(9, .02))
    except TimeoutError: print("to")
    g = asyncio.TaskGroup()
    try:
        g.create_task(w(1, 1))
    except RuntimeError as e: print(e)
    async with g: pass
    try:
        g.create_task(w(1, 1))
    except RuntimeError as e: print(e)
asyncio.run(main())
