import asyncio


async def find(items, wanted):
    for index, item in enumerate(items):
        await asyncio.sleep(0.01)
        if item == wanted:
            return index
    return -1


async def early(flag):
    if not flag:
        return
    try:
        await asyncio.sleep(0.01)
        return "from try"
    finally:
        print("finally runs first")


async def search_all():
    for wanted in "bx":
        match await find("abc", wanted):
            case -1:
                print(wanted, "not found")
            case index:
                print(wanted, "at", index)


async def main():
    await search_all()
    print(await early(False), await early(True))


asyncio.run(main())
