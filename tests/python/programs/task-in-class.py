import asyncio


class Worker:
    instances = 0

    def __init__(self, name, jobs):
        Worker.instances += 1
        self.name = name
        self.jobs = jobs
        self.task = None
        self.done = []

    async def start(self):
        self.task = asyncio.create_task(self._run(), name=self.name)
        return self

    async def _run(self):
        for job in self.jobs:
            await asyncio.sleep(job)
            self.done.append(job)
            print(f"{self!r} did {job}")

    async def stop(self):
        self.task.cancel()
        try:
            await self.task
        except asyncio.CancelledError:
            pass
        return self.done

    def __repr__(self):
        return f"<{self.name} of {Worker.instances}>"


async def main():
    workers = [await Worker(f"w{n}", [0.1 * n] * 3).start() for n in (1, 2)]
    await asyncio.sleep(0.35)
    print([await worker.stop() for worker in workers])


asyncio.run(main())
