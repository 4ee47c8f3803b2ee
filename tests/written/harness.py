"""Runs generated programs on a clock of its own and prints what they did: a line of JSON a program."""

import asyncio
import json
import re
import selectors
import sys


class Clock:
    """Virtual milliseconds. `measuring` is where a helper thread's work goes."""

    def __init__(self):
        self.now, self.log, self.measuring = 0, [], None

    def spend(self, name, ms):
        if self.measuring is not None:
            self.measuring.append((name, ms))
            return
        self.log.append([name, self.now, self.now + ms])
        self.now += ms


class Selector(selectors.DefaultSelector):
    """Lets the time pass that others would sleep."""

    def __init__(self, clock):
        super().__init__()
        self.clock = clock

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("the program waits for something that never comes")
        self.clock.now += timeout
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self, clock):
        super().__init__(Selector(clock))
        self.clock = clock

    def time(self):
        return self.clock.now


class Service:
    """Answers after the next of its latencies, in the one way or the other."""

    def __init__(self, clock, name, latencies, is_async):
        async def awaited():
            ms, start = latencies.pop(0), clock.now
            await asyncio.sleep(ms)
            clock.log.append([name, start, clock.now])

        def kept():
            clock.spend(name, latencies.pop(0))

        self.query = self.read = self.get = self.call = awaited if is_async else kept


def run(program, is_async):
    clock = Clock()

    async def to_thread(work):
        clock.measuring = []
        work()
        [(name, ms)] = clock.measuring
        clock.measuring, start = None, clock.now
        await asyncio.sleep(ms)
        clock.log.append([name, start, clock.now])

    cpu = list(program["cpu"])
    names = {"asyncio": type("asyncio", (), {"gather": asyncio.gather, "sleep": asyncio.sleep, "to_thread": to_thread})}
    for name in ("parse", "compute", "render"):
        names[name] = lambda: clock.spend("cpu", cpu.pop(0))
    for name, latencies in program["services"].items():
        latencies = list(latencies)
        for alias in (name, name + "_"):
            names.setdefault(alias, Service(clock, name, latencies, is_async))
            names[alias + "_sync"] = Service(clock, name, latencies, False)
    code = program["async" if is_async else "sync"]
    exec(code, names)
    function = names[re.search(r"def (\w+)", code).group(1)]
    if is_async:
        loop = Loop(clock)
        loop.run_until_complete(function())
        loop.close()
    else:
        function()
    return {"log": sorted(clock.log), "end": clock.now}


for line in sys.stdin:
    program = json.loads(line)
    print(json.dumps({"sync": run(program, False), "async": run(program, True)}))
