import asyncio


class Room:
    def __init__(self):
        self.members: dict[str, asyncio.Queue] = {}

    def join(self, name):
        self.members[name] = asyncio.Queue()
        return self.members[name]

    async def say(self, sender, text):
        for name, inbox in self.members.items():
            if name != sender:
                await inbox.put(f"{sender}: {text}")


async def member(room, name, lines):
    inbox = room.join(name)
    await asyncio.sleep(0)

    async def listen():
        while True:
            print(f"[{name}]", await inbox.get())

    listener = asyncio.create_task(listen())
    for delay, line in lines:
        await asyncio.sleep(delay)
        await room.say(name, line)
    await asyncio.sleep(0.5)
    listener.cancel()


async def main():
    room = Room()
    async with asyncio.TaskGroup() as group:
        group.create_task(member(room, "ann", [(0.1, "hi"), (0.2, "how are you?")]))
        group.create_task(member(room, "bob", [(0.2, "hello ann")]))


asyncio.run(main())
