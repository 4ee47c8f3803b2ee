"""A stand-in for the module `asyncio` in which there is no loop and every await completes in place.

What only somebody else could end is a deadlock, for there is nobody else.
"""

import asyncio as real
import collections
import contextvars
import heapq
import inspect
import types

from world import NS, Ordered, Stop

CancelledError = real.CancelledError
InvalidStateError = real.InvalidStateError
generic = classmethod(types.GenericAlias)


def drive(w, coro):
    """Runs a coroutine to its end, in place."""
    while True:
        try:
            got = coro.send(None)
        except StopIteration as e:
            return e.value
        if isinstance(got, Future):
            got.block()
        else:
            w.block(0)  # a bare yield of an __await__ of the program


class Future:
    w = None
    __class_getitem__ = generic
    _name = "future"

    def __init__(self, *, loop=None):
        self._state = "pending"
        self._result = self._exception = None
        self._message = ()
        self._callbacks = []
        self._loop = loop or self.w.loop

    def done(self):
        return self._state != "pending"

    def cancelled(self):
        return self._state == "cancelled"

    def result(self):
        if self._state == "cancelled":
            raise CancelledError(*self._message)
        if self._state == "pending":
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == "cancelled":
            raise CancelledError(*self._message)
        if self._state == "pending":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def _end(self, state, result=None, exception=None):
        if self.done():
            raise InvalidStateError(f"{self._state.upper()}: {self!r}")
        self._state, self._result, self._exception = state, result, exception
        calls, self._callbacks = self._callbacks, []
        for f, context in calls:
            self.w.call(f, (self,), context)

    def set_result(self, value):
        self._end("finished", result=value)

    def set_exception(self, e):
        if isinstance(e, type):
            e = e()
        if isinstance(e, StopIteration):
            raise TypeError(
                "StopIteration interacts badly with generators and cannot be raised into a Future"
            )
        self._end("finished", exception=e)

    def cancel(self, msg=None):
        if self.done():
            return False
        self._message = () if msg is None else (msg,)
        self._end("cancelled")
        return True

    def add_done_callback(self, f, *, context=None):
        if self.done():
            self.w.call(f, (self,), context)
        else:
            self._callbacks.append((f, context))

    def remove_done_callback(self, f):
        n = len(self._callbacks)
        self._callbacks = [c for c in self._callbacks if c[0] != f]
        return n - len(self._callbacks)

    def get_loop(self):
        return self._loop

    def block(self):
        try:
            self.w.block(None, self._name)
        except CancelledError:
            self.cancel()
            raise

    def __await__(self):
        if not self.done():
            self.block()
        return self.result()
        yield

    __iter__ = __await__

    def __repr__(self):
        return f"<Future {self._state}>"


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=None):
        if not real.iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        w = self.w
        super().__init__(loop=loop)
        self._coro = coro
        self._must_cancel = False
        self._cancels = 0
        auto = w.default_name() if name is None else None
        self._name = auto or str(name)
        w.add_task(self, coro, auto)
        self._context = context or contextvars.copy_context()
        self.run()

    def run(self):
        w = self.w
        w.stack.append(self)
        raised = None
        try:
            try:
                end = dict(state="finished", result=self._context.run(drive, w, self._coro))
            finally:
                w.stack.pop()
            if self._must_cancel:
                self._must_cancel = False
                end = dict(state="cancelled")
        except Stop:
            raise
        except CancelledError as e:
            self._message = e.args
            end = dict(state="cancelled")
            raised = e if e is w.interrupt else None
        except (SystemExit, KeyboardInterrupt) as e:
            end = dict(state="finished", exception=e)
            raised = e
        except BaseException as e:
            end = dict(state="finished", exception=e)
        self._end(**end)
        if raised is not None:
            raise raised  # it goes on in the parent: exit, or a deadline of a block further out

    def cancel(self, msg=None):  # of one that still runs: itself, or one that waits for it
        if self.done():
            return False
        self._cancels += 1
        self._must_cancel = True
        self._message = () if msg is None else (msg,)
        return True

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        self._cancels = max(0, self._cancels - 1)
        if not self._cancels:
            self._must_cancel = False
        return self._cancels

    def set_result(self, value):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, e):
        raise RuntimeError("Task does not support set_exception operation")

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = str(name)

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_stack(self, *, limit=None):
        return []

    def print_stack(self, *, limit=None, file=None):
        pass

    def block(self):
        if self is self.w.current():
            raise RuntimeError(f"Task cannot await on itself: {self!r}")
        super().block()

    def __repr__(self):
        return f"<Task {self._state} name={self._name!r}>"


class Handle:
    def __init__(self, when=None):
        self._when = when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True  # it has run

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


class Loop:
    def __init__(self, w):
        self.w = w
        self.closed = self.stopping = False
        self.debug = False

    def time(self):
        return self.w.now / 1e9

    def create_task(self, coro, **kw):
        return Task(coro, loop=self, **kw)

    def create_future(self):
        return Future(loop=self)

    def call_soon(self, callback, *args, context=None):
        self.w.call(callback, args, context)
        return Handle()

    call_soon_threadsafe = call_soon

    def call_at(self, when, callback, *args, context=None):
        w = self.w
        w.span("blocked", max(0, NS.of(when) - w.now), w.line())
        w.call(callback, args, context)
        return Handle(when)

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(NS(self.w.now) + delay, callback, *args, context=context)

    def run_in_executor(self, executor, f, *args):
        done = Future(loop=self)
        try:
            value = f(*args)
        except Stop:
            raise
        except BaseException as e:
            done.set_exception(e)
        else:
            done.set_result(value)
        return done

    def running(self):
        if self.closed:
            raise RuntimeError("Event loop is closed")
        if self.w.loops:
            raise RuntimeError(
                "This event loop is already running"
                if self.w.loops[-1] is self
                else "Cannot run the event loop while another loop is running"
            )
        return self

    def __enter__(self):
        self.w.loops.append(self)
        return self

    def __exit__(self, *e):
        self.w.loops.pop()

    def run_until_complete(self, x):
        with self.running():
            f = self.ensure(x)
            if not f.done():
                f.block()
            return f.result()

    def run_forever(self):
        with self.running():
            if not self.stopping:
                self.w.block(None, "stop()")
            self.stopping = False

    def ensure(self, x):
        if isinstance(x, Future):
            return x
        if real.iscoroutine(x):
            return self.create_task(x)
        if not inspect.isawaitable(x):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")

        async def _wrap_awaitable():
            return await x

        return self.create_task(_wrap_awaitable())

    def stop(self):
        self.stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self.closed = True

    def is_running(self):
        return self in self.w.loops

    def is_closed(self):
        return self.closed

    def get_debug(self):
        return self.debug

    def set_debug(self, on):
        self.debug = on

    def set_exception_handler(self, f):
        pass

    def set_task_factory(self, f):
        pass

    def set_default_executor(self, e):
        pass

    async def shutdown_asyncgens(self):
        self.w.close_generators()

    async def shutdown_default_executor(self, timeout=None):
        pass


def library(w):
    """The stand-in for the module."""

    class OwnFuture(Future):
        pass

    OwnFuture.__name__ = OwnFuture.__qualname__ = "Future"
    Future.w = w
    m = types.ModuleType("asyncio")
    put = lambda f: (setattr(m, f.__name__, f), f)[1]
    for k in (
        "CancelledError",
        "InvalidStateError",
        "TimeoutError",
        "QueueEmpty",
        "QueueFull",
        "BrokenBarrierError",
        "LimitOverrunError",
        "IncompleteReadError",
        "SendfileNotAvailableError",
        "exceptions",
        "AbstractEventLoop",
        "FIRST_COMPLETED",
        "FIRST_EXCEPTION",
        "ALL_COMPLETED",
        "iscoroutine",
        "iscoroutinefunction",
    ):
        setattr(m, k, getattr(real, k))
    m.QueueShutDown = getattr(real, "QueueShutDown", type("QueueShutDown", (Exception,), {}))
    m.Future, m.Task, m.Handle, m.TimerHandle, m.BaseEventLoop, m.SelectorEventLoop = (
        Future,
        Task,
        Handle,
        Handle,
        Loop,
        Loop,
    )

    # loops and tasks
    def current():
        if not w.loops:
            raise RuntimeError("no running event loop")
        return w.loops[-1]

    @put
    def get_running_loop():
        return current()

    @put
    def _get_running_loop():
        return w.loops[-1] if w.loops else None

    @put
    def new_event_loop():
        return Loop(w)

    @put
    def set_event_loop(loop):
        w.loop = loop

    @put
    def get_event_loop():
        if w.loops:
            return w.loops[-1]
        if w.loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return w.loop

    @put
    def current_task(loop=None):
        current()
        return w.current()

    @put
    def all_tasks(loop=None):
        loop = loop or current()
        return Ordered(t for t in w.tasks if not t.done() and t._loop is loop)

    @put
    def isfuture(x):
        return isinstance(x, Future)

    @put
    def create_task(coro, **kw):
        return current().create_task(coro, **kw)

    @put
    def ensure_future(x, *, loop=None):
        return x if isinstance(x, Future) else (loop or get_event_loop()).ensure(x)

    @put
    def wrap_future(f, *, loop=None):
        return f

    @put
    class Runner:
        def __init__(self, *, debug=None, loop_factory=None):
            self._loop = None

        def get_loop(self):
            self._loop = self._loop or Loop(w)
            return self._loop

        def run(self, coro, *, context=None):
            if w.loops:
                raise RuntimeError("Runner.run() cannot be called from a running event loop")
            if not inspect.isawaitable(coro):
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
            w.loop = self.get_loop()
            with w.loop:
                task = (
                    w.loop.create_task(coro, context=context)
                    if real.iscoroutine(coro)
                    else w.loop.ensure(coro)
                )
            return task.result()

        def close(self):
            if self._loop:
                with self._loop:
                    w.close_generators()
                self._loop.closed = True
            w.loop = None

        def __enter__(self):
            return self

        def __exit__(self, *e):
            self.close()

    @put
    def run(main, *, debug=None, loop_factory=None):
        if w.loops:
            raise RuntimeError("asyncio.run() cannot be called from a running event loop")
        with Runner() as r:
            return r.run(main)

    # waits
    @put
    async def sleep(delay, result=None):
        if delay != delay:
            raise ValueError("Invalid delay: NaN (not a number)")
        w.block(NS.of(delay) if delay > 0 else 0, "timer")
        return result

    @put
    class Timeout:
        def __init__(self, when):
            self._when = when
            self.deadline = None if when is None else NS.of(when)
            self.fired = False
            self.task = None

        def when(self):
            return self._when

        def reschedule(self, when):
            self._when = when
            self.deadline = None if when is None else NS.of(when)

        def expired(self):
            return self.fired

        def outer(self):
            return sum(b.fired for b in w.blocks)

        async def __aenter__(self):
            if self.task:
                raise RuntimeError("Timeout has already been entered")
            self.task = w.current()
            if self.task is None:
                raise RuntimeError("Timeout should be used inside a task")
            self.before = self.outer(), self.task.cancelling()
            w.blocks.append(self)
            return self

        async def __aexit__(self, kind, e, tb):
            at = w.blocks.index(self)
            w.blocks.remove(self)
            if (
                self.fired
                and kind is not None
                and issubclass(kind, CancelledError)
                and sum(b.fired for b in w.blocks[:at]) <= self.before[0]
                and self.task.cancelling() <= self.before[1]
            ):
                w.interrupt = None
                raise TimeoutError from e

    @put
    def timeout(delay):
        return Timeout(None if delay is None else NS(w.now) + delay)

    @put
    def timeout_at(when):
        return Timeout(when)

    @put
    async def wait_for(fut, timeout):
        if timeout is None:
            return await fut
        async with m.timeout(timeout):
            return await fut

    def distinct(xs):
        found = {}
        for x in xs:
            found.setdefault(x, None)
        return list(found)

    @put
    def gather(*xs, return_exceptions=False):
        outer = Future()
        futures = {}
        for i, x in enumerate(distinct(xs)):
            f = futures[x] = ensure_future(x)
            if (
                f.done() and not return_exceptions and (f.cancelled() or f.exception() is not None)
            ):  # the error comes out here: what stands after it is not run
                for rest in distinct(xs)[i + 1 :]:
                    if real.iscoroutine(rest):
                        rest.close()
                outer.set_exception(CancelledError(*f._message) if f.cancelled() else f.exception())
                return outer

        def look(_=None):
            if outer.done():
                return
            for f in futures.values():
                if f.done() and not return_exceptions and (f.cancelled() or f.exception() is not None):
                    outer.set_exception(CancelledError(*f._message) if f.cancelled() else f.exception())
                    return
            if all(f.done() for f in futures.values()):
                outer.set_result(
                    [
                        (
                            CancelledError(*f._message)
                            if (f := futures[x]).cancelled()
                            else f._exception if f._exception is not None else f._result
                        )
                        for x in xs
                    ]
                )

        look()
        if not outer.done():
            for f in futures.values():
                f.done() or f.add_done_callback(look)
        return outer

    @put
    async def wait(fs, *, timeout=None, return_when="ALL_COMPLETED"):
        if isinstance(fs, Future) or real.iscoroutine(fs):
            raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
        fs = distinct(fs)
        if not fs:
            raise ValueError("Set of Tasks/Futures is empty.")
        if return_when not in ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"):
            raise ValueError(f"Invalid return_when value: {return_when}")
        if any(real.iscoroutine(f) for f in fs):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
        done = [f for f in fs if f.done()]
        if not (
            len(done) == len(fs)
            or done
            and return_when == "FIRST_COMPLETED"
            or return_when == "FIRST_EXCEPTION"
            and any(not f.cancelled() and f.exception() is not None for f in done)
        ):
            w.block(None if timeout is None else NS.of(timeout), "future")
        return Ordered(f for f in fs if f.done()), Ordered(f for f in fs if not f.done())

    @put
    class as_completed:
        def __init__(self, fs, *, timeout=None):
            if isinstance(fs, Future) or real.iscoroutine(fs):
                raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
            self.end = None if timeout is None else NS(w.now) + timeout
            self.left = [ensure_future(f) for f in distinct(fs)]
            self.asked = len(self.left)

        def __iter__(self):
            return self

        def __aiter__(self):
            return self

        def ready(self):
            f = next((f for f in self.left if f.done()), None)
            if f is None:
                w.block(None if self.end is None else self.end.ns - w.now, "future")
                raise TimeoutError
            self.left.remove(f)
            return f

        def __next__(self):
            if not self.asked:
                raise StopIteration
            self.asked -= 1

            async def _wait_for_one():
                return self.ready().result()

            return _wait_for_one()

        async def __anext__(self):
            if not self.asked:
                raise StopAsyncIteration
            self.asked -= 1
            return self.ready()

    @put
    def shield(x):
        floor, w.floor = w.floor, len(w.blocks)
        try:
            inner = ensure_future(x)
        finally:
            w.floor = floor
        if inner.done():
            return inner
        outer = Future()

        def follow(f):
            if outer.done():
                return
            if f.cancelled():
                outer.cancel()
            elif f.exception() is not None:
                outer.set_exception(f.exception())
            else:
                outer.set_result(f.result())

        inner.add_done_callback(follow)
        return outer

    @put
    async def to_thread(f, /, *args, **kw):
        return contextvars.copy_context().run(f, *args, **kw)

    @put
    class TaskGroup:
        def __init__(self):
            self.entered = self.exiting = False
            self.errors = []

        async def __aenter__(self):
            if self.entered:
                raise RuntimeError(f"TaskGroup {self!r} has already been entered")
            if w.current() is None:
                raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
            self.entered = True
            self.loop = current()
            return self

        def create_task(self, coro, **kw):
            why = (
                "has not been entered"
                if not self.entered
                else "is finished" if self.exiting else "is shutting down" if self.errors else None
            )
            if why:
                coro.close()
                raise RuntimeError(f"TaskGroup {self!r} {why}")
            task = self.loop.create_task(coro, **kw)
            if not task.cancelled() and task.exception() is not None:
                self.errors.append(task.exception())
            if self.errors:
                w.interrupt = CancelledError()
                raise w.interrupt  # the block is called off there
            return task

        async def __aexit__(self, kind, e, tb):
            self.exiting = True
            if kind is not None and issubclass(kind, (SystemExit, KeyboardInterrupt)):
                return
            if kind is not None and not issubclass(kind, CancelledError):
                self.errors.append(e)
            if self.errors:
                w.interrupt = None
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self.errors) from None

        def __repr__(self):
            return "<TaskGroup>"

    # what others would have to satisfy
    class Held:
        async def __aenter__(self):
            await self.acquire()

        async def __aexit__(self, *e):
            self.release()

    @put
    class Lock(Held):
        def __init__(self):
            self._locked = False

        def locked(self):
            return self._locked

        async def acquire(self):
            if self._locked:
                w.block(None, "lock")
            self._locked = True
            return True

        def release(self):
            if not self._locked:
                raise RuntimeError("Lock is not acquired.")
            self._locked = False

    @put
    class Semaphore(Held):
        def __init__(self, value=1):
            if value < 0:
                raise ValueError("Semaphore initial value must be >= 0")
            self._value = self._most = value

        def locked(self):
            return self._value == 0

        async def acquire(self):
            if self._value == 0:
                w.block(None, "semaphore")
            self._value -= 1
            return True

        def release(self):
            self._value += 1

    @put
    class BoundedSemaphore(Semaphore):
        def release(self):
            if self._value >= self._most:
                raise ValueError("BoundedSemaphore released too many times")
            super().release()

    @put
    class Event:
        def __init__(self):
            self._set = False

        def is_set(self):
            return self._set

        def set(self):
            self._set = True

        def clear(self):
            self._set = False

        async def wait(self):
            if not self._set:
                w.block(None, "event")
            return True

    @put
    class Condition(Held):
        def __init__(self, lock=None):
            self._lock = lock or Lock()
            self.locked, self.acquire, self.release = (
                self._lock.locked,
                self._lock.acquire,
                self._lock.release,
            )

        async def wait(self):
            if not self.locked():
                raise RuntimeError("cannot wait on un-acquired lock")
            self.release()
            try:
                w.block(None, "condition")
            finally:
                await self.acquire()
            return True

        async def wait_for(self, test):
            while not (found := test()):
                await self.wait()
            return found

        def notify(self, n=1):
            if not self.locked():
                raise RuntimeError("cannot notify on un-acquired lock")

        def notify_all(self):
            self.notify()

    @put
    class Barrier:
        def __init__(self, parties):
            if parties < 1:
                raise ValueError("parties must be >= 1")
            self.parties = parties
            self.n_waiting = 0
            self.broken = False

        async def __aenter__(self):
            return await self.wait()

        async def __aexit__(self, *e):
            pass

        async def wait(self):
            if self.broken:
                raise m.BrokenBarrierError("Barrier aborted")
            self.n_waiting += 1
            try:
                if self.n_waiting < self.parties:
                    w.block(None, "barrier")
            finally:
                self.n_waiting -= 1
            return self.parties - 1

        async def reset(self):
            self.broken = False

        async def abort(self):
            self.broken = True

    @put
    class Queue:
        __class_getitem__ = generic

        def __init__(self, maxsize=0):
            self._maxsize = maxsize
            self._unfinished = 0
            self._down = False
            self._init(maxsize)

        def _init(self, maxsize):
            self._queue = collections.deque()

        def _get(self):
            return self._queue.popleft()

        def _put(self, item):
            self._queue.append(item)

        maxsize = property(lambda self: self._maxsize)

        def qsize(self):
            return len(self._queue)

        def empty(self):
            return not self._queue

        def full(self):
            return 0 < self._maxsize <= self.qsize()

        async def put(self, item):
            if self.full() and not self._down:
                w.block(None, "queue")
            return self.put_nowait(item)

        def put_nowait(self, item):
            if self._down:
                raise m.QueueShutDown
            if self.full():
                raise m.QueueFull
            self._put(item)
            self._unfinished += 1

        async def get(self):
            if self.empty() and not self._down:
                w.block(None, "queue")
            return self.get_nowait()

        def get_nowait(self):
            if self.empty():
                raise m.QueueShutDown if self._down else m.QueueEmpty
            return self._get()

        def task_done(self):
            if self._unfinished <= 0:
                raise ValueError("task_done() called too many times")
            self._unfinished -= 1

        async def join(self):
            if self._unfinished > 0:
                w.block(None, "queue")

        def shutdown(self, immediate=False):
            self._down = True
            while immediate and not self.empty():
                self._get()
                self._unfinished -= self._unfinished > 0

    @put
    class PriorityQueue(Queue):
        def _init(self, maxsize):
            self._queue = []

        def _put(self, item):
            heapq.heappush(self._queue, item)

        def _get(self):
            return heapq.heappop(self._queue)

    @put
    class LifoQueue(Queue):
        def _init(self, maxsize):
            self._queue = []

        def _get(self):
            return self._queue.pop()

    return m
