"""The blocking form: the same program, every wait blocking.

Usage: blocking.py FILE [COST_NS]

The program runs under this very CPython with a stand-in for the module `asyncio`. It is cut (`limit`) before the first
statement beyond 10 times those of the written run and 1,000: a task with an endless loop never gives the thread back.
"""

import asyncio as real
import json
import sys
import weakref

import world as shared
import written
from stand_in import drive, library
from world import Stop

CancelledError = real.CancelledError


class World(shared.World):
    def __init__(self, cost, statements_max):
        super().__init__(cost, statements_max)
        # The tasks that run, each inside the one before.
        self.stack = []
        self.loops = []
        self.loop = None
        # Timeouts that are entered. What is shielded does not see those below the floor.
        self.blocks = []
        self.floor = 0
        # The CancelledError that is on its way to a block further out.
        self.interrupt = None

    def current(self):
        return self.stack[-1] if self.stack else None

    def block(self, ns, what=""):
        """The one wait: ns long, or (None) until somebody else comes, which nobody can. A deadline ends it."""
        if self.final:
            raise Stop
        me = self.current()
        end = None if ns is None else self.now + max(0, ns)
        if me and me._must_cancel:
            me._must_cancel = False
            raise CancelledError(*me._message)
        open_blocks = [b for b in self.blocks[self.floor :] if b.deadline is not None and not b.fired]
        at = max(min(b.deadline for b in open_blocks), self.now) if open_blocks else None
        if at is not None and (end is None or at <= end):
            self.span("blocked", at - self.now, self.line())
            for block in open_blocks:
                block.fired = block.deadline <= at
            self.interrupt = CancelledError()
            raise self.interrupt
        if end is None:
            wait = {"task": self.task_id(), "line": self.line(), "for": what}
            self.stop({"kind": "deadlock", "waits": [wait]})
        self.span("blocked", end - self.now, self.line())

    def call(self, callback, args, context=None):
        """A callback: a plain call by who hands it over. Its error is a note."""
        try:
            context.run(callback, *args) if context else callback(*args)
        except (SystemExit, KeyboardInterrupt, Stop):
            raise
        except BaseException as error:
            self.notes.append(["callback-error", type(error).__name__])


def run(source, cost_ns=1_000_000, seed=0):
    as_written = written.run(source, cost_ns, seed)
    world = World(cost_ns, 10 * as_written["statements"] + 1_000)
    generators = []

    def close(generator):
        """An async generator that was left early, in place."""
        try:
            drive(world, generator.aclose())
        except (Stop, SystemExit):
            raise
        except BaseException:
            pass

    def close_generators():
        for generator in [reference() for reference in generators]:
            if generator is not None:
                close(generator)
        generators.clear()

    def prepare(_):
        sys.set_asyncgen_hooks(firstiter=lambda g: generators.append(weakref.ref(g)), finalizer=close)

    world.close_generators = close_generators
    hooks = sys.get_asyncgen_hooks()
    try:
        return shared.play(world, source, seed, {"asyncio": library(world)}, prepare)
    finally:
        sys.set_asyncgen_hooks(*hooks)


if __name__ == "__main__":
    cost = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with open(sys.argv[1], encoding="utf-8") as file:
        print(json.dumps(run(file.read(), cost)))
