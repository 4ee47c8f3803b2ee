async def inner():
    print("inner")
    return 5


async def outer():
    value = await inner()
    return value * 2


coro = outer()
print(type(coro).__name__, coro.__name__, outer.__name__)
try:
    coro.send(None)
except StopIteration as stop:
    print("result", stop.value)
try:
    coro.send(None)
except RuntimeError as error:
    print(error)
other = outer()
other.close()
print(other.cr_running)
