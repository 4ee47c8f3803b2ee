import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


async def log(text):
    await asyncio.sleep(0.01)
    print(request.get(), text)


async def handle(n):
    token = request.set(f"request {n}")
    await log("begins")
    await asyncio.create_task(log("in a task"))
    request.reset(token)
    await log("after reset")


async def main():
    await asyncio.gather(handle(1), handle(2))
    print(request.get())


asyncio.run(main())
