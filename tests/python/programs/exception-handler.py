import asyncio


def handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(int, "not a number")
    await asyncio.sleep(0)
    print("end")


asyncio.run(main())
