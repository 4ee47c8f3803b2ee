import asyncio


async def tick(loop):
    for i in range(3):
        await asyncio.sleep(0.1)
        print("tick", i)
    loop.stop()


loop = asyncio.new_event_loop()
loop.create_task(tick(loop))
loop.call_soon(print, "in the loop")
try:
    loop.run_forever()
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
print("stopped")
