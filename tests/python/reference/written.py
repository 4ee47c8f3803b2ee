"""The written form: CPython's own asyncio on the virtual clock.

Usage: written.py FILE [COST_NS]

Where CPython leaves an order open, because its sets go by address, the order is that of creation or of the arguments:
what `wait` returns, what `as_completed` wraps, what a task group or the end of `asyncio.run` cancels.
"""

import asyncio
import json
import sys

import world as shared
from world import FILE, NS, Ordered, Stop

LATEST = 10**9


class World(shared.World):
    def current(self):
        try:
            return asyncio.current_task()
        except RuntimeError:
            return None


class Selector:
    """Nothing ever comes in: whoever waits moves the clock."""

    def __init__(self, world):
        self.world = world

    def select(self, timeout):
        if self.world.final:
            raise Stop
        if timeout is None:
            self.world.stop({"kind": "deadlock"})
        self.world.now += max(0, NS.of(timeout))
        return []

    def get_map(self):
        return {}

    def close(self):
        pass


NOTES = [
    ("exception was never retrieved", "never-retrieved"),
    ("unhandled exception during", "never-retrieved"),
    ("destroyed but it is pending", "still-pending"),
    ("xception in callback", "callback-error"),
]


class Loop(asyncio.BaseEventLoop):
    def __init__(self, world):
        super().__init__()
        self.world = world
        self._selector = Selector(world)
        self._clock_resolution = 1e-9
        self.closes_generators = False

    def create_task(self, coro, **options):
        options.pop("eager_start", None)
        default = None
        if options.get("name") is None:
            default = options["name"] = self.world.default_name()
        task = asyncio.Task(coro, loop=self, **options)
        self.world.add_task(task, coro, default, numbered=not self.closes_generators)
        return task

    def time(self):
        # The program gets a number, the library whole nanoseconds: else 0.1 + 0.2 would decide ties.
        if sys._getframe(1).f_code.co_filename == FILE:
            return self.world.now / 1e9
        return NS(self.world.now)

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(NS(NS.of(when)), callback, *args, context=context)

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def shutdown_asyncgens(self):
        self.closes_generators = True
        return super().shutdown_asyncgens()

    def default_exception_handler(self, context):
        message = context.get("message") or ""
        error = context.get("exception")
        kinds = [kind for part, kind in NOTES if part in message]
        self.world.notes.append([kinds[0] if kinds else message, type(error).__name__ if error else ""])


def run(source, cost_ns=1_000_000, seed=0):
    world = World(cost_ns)

    def asyncio_run(main, *, debug=None, loop_factory=None):
        if asyncio._get_running_loop():
            raise RuntimeError("asyncio.run() cannot be called from a running event loop")
        with asyncio.Runner(debug=debug, loop_factory=lambda: Loop(world)) as runner:
            return runner.run(main)

    def all_tasks(loop=None):
        loop = loop or asyncio.get_running_loop()
        if world.final:
            # Nothing is cleaned up: tasks that await each other would cancel each other for ever.
            return Ordered()
        return Ordered(task for task in world.every if task.get_loop() is loop and not task.done())

    def prepare(replaced):
        for module in (asyncio, asyncio.tasks):
            replaced.put(module, "all_tasks", all_tasks)
        for module in (asyncio, asyncio.events):
            replaced.put(module, "new_event_loop", lambda: Loop(world))
        for module in (asyncio.tasks, asyncio.taskgroups):
            replaced.put(module, "set", Ordered)
        # A host of CPython's, such as node, may have put one of its own.
        policy = getattr(asyncio, "_DefaultEventLoopPolicy", None) or asyncio.DefaultEventLoopPolicy
        replaced.put(asyncio.events, "_event_loop_policy", policy())
        replaced.put(asyncio, "run", asyncio_run)
        replaced.put(asyncio.base_events, "MAXIMUM_SELECT_TIMEOUT", LATEST)
        asyncio.log.logger.disabled = True

    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        result = shared.play(world, source, seed, {}, prepare)
    finally:
        asyncio._set_running_loop(outer)
    return result | {"notes": notes(world, result)}


def notes(world, result):
    """Those of tasks too: they are kept here, so that CPython itself has not said them yet."""
    found = result["notes"]
    for task in world.every:
        if task.done() and task._log_traceback:
            found.append(["never-retrieved", type(task._exception).__name__])
        elif not task.done() and result["outcome"]["kind"] not in ("deadlock", "limit"):
            found.append(["still-pending", ""])
    return sorted(found)


if __name__ == "__main__":
    cost = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with open(sys.argv[1], encoding="utf-8") as file:
        print(json.dumps(run(file.read(), cost)))
