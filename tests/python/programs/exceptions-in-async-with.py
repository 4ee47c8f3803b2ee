import asyncio


class Transaction:
    def __init__(self, fails_on=None):
        self.fails_on = fails_on

    async def __aenter__(self):
        if self.fails_on == "enter":
            raise RuntimeError("cannot begin")
        print("begin")
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0.01)
        if self.fails_on == "exit":
            raise RuntimeError("cannot end")
        print("rollback" if error else "commit")
        return False


async def use(fails_on, error):
    try:
        async with Transaction(fails_on):
            if error:
                raise error
    except Exception as caught:
        print(repr(caught), repr(caught.__context__))


async def main():
    for fails_on in (None, "enter", "exit"):
        for error in (None, KeyError("body")):
            await use(fails_on, error)


asyncio.run(main())
