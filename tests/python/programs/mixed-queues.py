import asyncio

async def prod(q, n):
    for i in range(3):
        await q.put((n, i)); print("put", n, i)
async def cons(q, n):
    try:
        while True:
            x = await q.get(); print("got", n, x)
            await asyncio.sleep(.003)
            q.task_done()
    except asyncio.CancelledError:
        print("c", n)
    except asyncio.QueueShutDown:
        print("down", n)
async def main():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = kind(2)
        cs = [asyncio.create_task(cons(q, i)) for i in range(2)]
        await asyncio.gather(*[prod(q, 5 - i) for i in range(3)])
        await q.join()
        print(q.empty(), q.full(), q.qsize(), q.maxsize, str(q))
        cs[0].cancel()
        await asyncio.sleep(.001)
        q.shutdown()
        await asyncio.gather(*cs)
        try:
            q.put_nowait((1, 1))
        except asyncio.QueueShutDown as e: print(repr(e))
    q = asyncio.Queue(1); q.put_nowait(1)
    try:
        q.put_nowait(2)
    except asyncio.QueueFull as e: print(repr(e))
    print(q.get_nowait())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e: print(repr(e))
    try:
        q.task_done(); q.task_done()
    except ValueError as e: print(e)
    try:
        await asyncio.wait_for(q.get(), .01)
    except TimeoutError: print("to")
asyncio.run(main())
