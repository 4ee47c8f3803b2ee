import asyncio


async def add(a, b):
    await asyncio.sleep(0.01)
    return a + b


async def multiply(a, b):
    await asyncio.sleep(0.02)
    return a * b


async def unknown(*args):
    raise LookupError(f"no such command, {len(args)} arguments")


COMMANDS = {"add": add, "mul": multiply}


async def dispatch(line):
    name, *args = line.split()
    handler = COMMANDS.get(name, unknown)
    try:
        return await handler(*map(int, args))
    except (LookupError, TypeError) as error:
        return f"error: {error}"


async def main():
    for result in await asyncio.gather(*map(dispatch, ["add 1 2", "mul 3 4", "sub 1", "add 1"])):
        print(result)


asyncio.run(main())
