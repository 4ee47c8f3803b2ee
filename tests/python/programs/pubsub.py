import asyncio
from collections import defaultdict


class Bus:
    def __init__(self):
        self.topics = defaultdict(list)

    def subscribe(self, topic):
        queue = asyncio.Queue()
        self.topics[topic].append(queue)
        return queue

    async def publish(self, topic, message):
        for queue in self.topics[topic]:
            await queue.put(message)


async def listen(bus, topic, name, count):
    queue = bus.subscribe(topic)
    for _ in range(count):
        print(name, "heard", await queue.get())


async def main():
    bus = Bus()
    async with asyncio.TaskGroup() as group:
        group.create_task(listen(bus, "news", "ann", 2))
        group.create_task(listen(bus, "news", "bob", 2))
        group.create_task(listen(bus, "sport", "cid", 1))
        await asyncio.sleep(0.1)
        await bus.publish("news", "hello")
        await bus.publish("sport", "goal")
        await asyncio.sleep(0.1)
        await bus.publish("news", "bye")


asyncio.run(main())
