import asyncio


async def sleeper():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        print(error.args, task.cancelling(), task.uncancel(), task.cancelling())
        raise


async def main():
    task = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    print(task.cancel("first"), task.cancel("second"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("main got", error.args)


asyncio.run(main())
