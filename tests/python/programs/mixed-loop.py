import asyncio

def cb(*a): print("cb", a)
async def w(): await asyncio.sleep(.01); return 3
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(w()), loop.is_running(), loop.is_closed())
loop.call_later(.02, cb, 1); loop.call_soon(cb, 2); h = loop.call_later(.01, cb, 3); h.cancel()
loop.call_at(loop.time() + .01, cb, 4)
loop.call_later(.03, loop.stop)
loop.run_forever()
f = loop.create_future()
f.add_done_callback(lambda f: print("done", f.result()))
loop.call_later(.01, f.set_result, "x")
print(loop.run_until_complete(f))
def boom(): raise ValueError("cb")
def handler(loop, context): print("handler", context["message"][:21], repr(context.get("exception")))
loop.set_exception_handler(handler)
loop.call_soon(boom); loop.call_soon(loop.stop); loop.run_forever()
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
try:
    loop.call_soon(cb)
except RuntimeError as e: print(e)
async def main():
    loop = asyncio.get_running_loop()
    print(loop is asyncio.get_event_loop())
    try:
        asyncio.run(w())
    except RuntimeError as e: print(e)
    t = loop.create_task(w(), name="z")
    t.add_done_callback(lambda t: print("cb", t.get_name(), asyncio.current_task()))
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    print(await t, asyncio.isfuture(t), asyncio.iscoroutine(t))
    x = asyncio.create_task(w()); y = asyncio.create_task(asyncio.sleep(10))
    async def stubborn():
        try: await asyncio.sleep(10)
        finally:
            await asyncio.sleep(.01); print("cleaned")
    z = asyncio.create_task(stubborn())
    await asyncio.sleep(.001)
with asyncio.Runner() as r:
    r.run(main()); print(r.run(w()))
try:
    asyncio.run(5)
except (TypeError, ValueError) as e: print(type(e).__name__, e)
