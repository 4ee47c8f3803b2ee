import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("connecting", self.name)
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0.05)
        print("closed", self.name, kind.__name__ if kind else None)
        return kind is ValueError

    async def query(self, text):
        await asyncio.sleep(0.01)
        if text == "bad":
            raise ValueError(text)
        return text.upper()


async def main():
    async with Connection("a") as a, Connection("b") as b:
        print(await a.query("select"), await b.query("update"))
    async with Connection("c") as c:
        await c.query("bad")
    print("swallowed")


asyncio.run(main())
