import asyncio


class Client:
    @classmethod
    async def create(cls, name):
        self = cls()
        self.name = name
        await asyncio.sleep(0.1)
        self.token = await self._login()
        return self

    async def _login(self):
        await asyncio.sleep(0.05)
        return hash(len(self.name))

    @property
    def ready(self):
        return self.token is not None

    def __await__(self):
        return self._login().__await__()


async def main():
    client = await Client.create("ann")
    print(client.ready, client.token, await client)


asyncio.run(main())
