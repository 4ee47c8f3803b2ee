from collections import deque


class Sleep:
    def __init__(self, turns):
        self.turns = turns

    def __await__(self):
        for _ in range(self.turns):
            yield


class Loop:
    def __init__(self):
        self.ready = deque()

    def spawn(self, coro):
        self.ready.append(coro)

    def run(self):
        turns = 0
        while self.ready:
            turns += 1
            coro = self.ready.popleft()
            try:
                coro.send(None)
            except StopIteration as stop:
                print("finished with", stop.value)
            else:
                self.ready.append(coro)
        return turns


async def worker(name, turns):
    print(name, "sleeps")
    await Sleep(turns)
    print(name, "wakes")
    return name


loop = Loop()
loop.spawn(worker("a", 3))
loop.spawn(worker("b", 1))
print(loop.run(), "turns")
