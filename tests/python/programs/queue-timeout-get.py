import asyncio


async def main():
    queue = asyncio.Queue()
    asyncio.get_running_loop().call_later(0.25, queue.put_nowait, "late")
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), timeout=0.1)
        except asyncio.TimeoutError:
            print("nothing yet")
        else:
            print("got", item)
            break


asyncio.run(main())
