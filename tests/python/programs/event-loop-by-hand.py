import asyncio


async def hello(name):
    await asyncio.sleep(0.1)
    print("hello", name)
    return name


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(hello("a")))
task = loop.create_task(hello("b"))
print(loop.run_until_complete(task))
print(loop.run_until_complete(asyncio.gather(hello("c"), hello("d"))))
loop.close()
print(loop.is_closed())
try:
    loop.run_until_complete(task)
except RuntimeError as error:
    print(error)
