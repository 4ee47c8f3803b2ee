import asyncio


class Server:
    def __init__(self):
        self.tasks = {}
        self.closing = asyncio.Event()

    def start(self, n):
        task = asyncio.create_task(self.handle(n), name=f"request {n}")
        self.tasks[n] = task
        task.add_done_callback(lambda _: self.tasks.pop(n))

    async def handle(self, n):
        try:
            await asyncio.sleep(n * 0.1)
            print("request", n, "served")
        except asyncio.CancelledError:
            print("request", n, "dropped")
            raise

    async def serve(self):
        for n in range(1, 6):
            self.start(n)
            await asyncio.sleep(0.02)
        await self.closing.wait()
        print("closing with", len(self.tasks), "left")
        done, pending = await asyncio.wait(list(self.tasks.values()), timeout=0.15)
        print(len(done), "done", len(pending), "pending")
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


async def main():
    server = Server()
    asyncio.get_running_loop().call_later(0.25, server.closing.set)
    await server.serve()
    print("tasks left:", len(server.tasks))


asyncio.run(main())
