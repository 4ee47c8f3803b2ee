import asyncio


async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait("x")
    try:
        queue.put_nowait("y")
    except asyncio.QueueFull as error:
        print("full", repr(error))
    print(queue.get_nowait())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty as error:
        print("empty", repr(error))
    queue.task_done()
    try:
        queue.task_done()
    except ValueError as error:
        print(error)
    try:
        await asyncio.wait_for(queue.get(), 0.1)
    except TimeoutError:
        print("nothing comes")


asyncio.run(main())
