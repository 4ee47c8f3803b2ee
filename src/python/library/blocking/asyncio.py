# asyncio where every wait blocks: one thread, no loop; what is handed over runs to its end at that call.
import _blocking
import _trace
from _asyncio import CancelledError, InvalidStateError
from _asyncio_shared import (ALL_COMPLETED, BrokenBarrierError, DefaultEventLoopPolicy, FIRST_COMPLETED, FIRST_EXCEPTION,
    AbstractEventLoopPolicy, IncompleteReadError, LimitOverrunError, QueueEmpty, QueueFull, QueueShutDown, TimeoutError,
    WindowsProactorEventLoopPolicy, WindowsSelectorEventLoopPolicy, get_event_loop_policy, iscoroutine, iscoroutinefunction,
    set_event_loop_policy)
from _collections import deque
from _contextvars import copy_context
from _thread import get_ident
from _time import now_ns, to_ns
from heapq import heappop, heappush
from inspect import isawaitable


class _World:
    """What a thread is at: its nested tasks, loops and timeouts."""

    def __init__(self):
        self.stack = []
        self.loops = []
        self.loop = None
        self.blocks = []        # timeouts that are entered; those below the floor are shielded from
        self.floor = 0
        self.interrupt = None   # the CancelledError that is on its way to a block further out
        self.failed = []        # tasks that ended with an error

    def me(self):
        return self.stack[-1] if self.stack else None

    def block(self, ns, what, ready=None):
        """The one wait: ns long, or (None) until somebody else comes. A deadline ends it."""
        me = self.me()
        if me is not None and me._must_cancel:
            me._must_cancel = False
            raise CancelledError(*me._message)
        until = None if ns is None else now_ns() + max(0, ns)
        waiting = [b for b in self.blocks[self.floor:] if b._deadline is not None and not b._fired]
        at = max(min([b._deadline for b in waiting]), now_ns()) if waiting else None
        cut = at is not None and (until is None or at <= until)
        if cut:
            until = at
        while until is None or until > now_ns():
            if not _blocking.wait(None if until is None else until - now_ns(), what) and ready is not None and ready():
                return
        if cut:
            for b in waiting:
                b._fired = b._deadline <= at
            self.interrupt = CancelledError()
            raise self.interrupt

    def wait_for(self, resource, why, what, ready):
        _trace.wait(resource, why)
        try:
            self.block(None, what, ready)
        finally:
            _trace.waited(resource)

    def call(self, callback, args, context=None):
        """A callback: a plain call by who hands it over; its errors are a note."""
        try:
            if context is None:
                callback(*args)
            else:
                context.run(callback, *args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            _trace.note('callback-error', f"Exception in callback {getattr(callback, '__qualname__', None) or repr(callback)}", e)

    def close_generators(self):
        for agen in _blocking.take_asyncgens():
            _close_agen(agen)

    def unretrieved(self):
        for task in self.failed:
            if task._exception is not None and not task._retrieved:
                _trace.note('never-retrieved', 'Task exception was never retrieved', task._exception)
        self.failed.clear()


_worlds = {}


def _world():
    ident = get_ident()
    w = _worlds.get(ident)
    if w is None:
        w = _worlds[ident] = _World()
    return w


def _close_agen(agen):
    # An async generator that was left early, in place.
    try:
        _drive(_world(), agen.aclose())
    except SystemExit:
        raise
    except BaseException:
        pass


def _drive(w, coro):
    # Runs a coroutine to its end, in place.
    while True:
        try:
            got = coro.send(None)
        except StopIteration as e:
            return e.value
        if isinstance(got, Future):
            got._block()
        else:
            w.block(0, 'timer')   # a bare yield of an __await__ of the program


class Future:
    __module__ = '_asyncio'
    _number = None
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._state = 'PENDING'
        self._result = self._exception = None
        self._retrieved = False
        self._message = ()
        self._callbacks = []
        self._loop = loop or _world().loop

    def __class_getitem__(cls, item):
        return cls

    def done(self):
        return self._state != 'PENDING'

    def cancelled(self):
        return self._state == 'CANCELLED'

    def result(self):
        if self._state == 'CANCELLED':
            raise CancelledError(*self._message)
        if self._state == 'PENDING':
            raise InvalidStateError("Result is not set.")
        self._retrieved = True
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == 'CANCELLED':
            raise CancelledError(*self._message)
        if self._state == 'PENDING':
            raise InvalidStateError("Exception is not set.")
        self._retrieved = True
        return self._exception

    def _end(self, state, result, exception):
        if self._state != 'PENDING':
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._state = state
        self._result = result
        self._exception = exception
        calls, self._callbacks = self._callbacks, []
        _blocking.wake()
        for f, context in calls:
            _world().call(f, (self,), context)

    def set_result(self, result):
        self._end('FINISHED', result, None)

    def set_exception(self, exception):
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._end('FINISHED', None, exception)

    def cancel(self, msg=None):
        if self.done():
            return False
        self._message = () if msg is None else (msg,)
        self._end('CANCELLED', None, None)
        return True

    def add_done_callback(self, fn, *, context=None):
        if self.done():
            _world().call(fn, (self,), context)
        else:
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        n = len(self._callbacks)
        self._callbacks = [c for c in self._callbacks if c[0] != fn]
        return n - len(self._callbacks)

    def get_loop(self):
        return self._loop

    def _block(self):
        try:
            _world().block(None, 'future' if self._number is None else self._number, self.done)
        except CancelledError:
            self.cancel()
            raise

    def __await__(self):
        if not self.done():
            self._block()
        return self.result()
        yield

    __iter__ = __await__

    def __repr__(self):
        return f"<Future {self._state.lower()}>"


_auto = 0


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=None):
        global _auto
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        super().__init__(loop=loop)
        self._coro = coro
        self._must_cancel = False
        self._cancels = 0
        fn = getattr(coro, '__name__', None)
        if name is None:
            _auto += 1
            self._name = f"Task-{_auto}"
        else:
            self._name = fn_name = str(name)
        if fn:
            self._number = _trace.create(fn if name is None else fn_name)
        self._context = context or copy_context()
        self._run()

    def _run(self):
        w = _world()
        raised = None
        result = exception = None
        state = 'FINISHED'
        w.stack.append(self)
        if self._number is not None:
            _trace.enter(self._number)
        try:
            try:
                result = self._context.run(_drive, w, self._coro)
            finally:
                w.stack.pop()
            if self._must_cancel:
                self._must_cancel = False
                result = None
                state = 'CANCELLED'
        except CancelledError as e:
            self._message = e.args
            state = 'CANCELLED'
            raised = e if e is w.interrupt else None
        except (SystemExit, KeyboardInterrupt) as e:
            raised = exception = e
        except BaseException as e:
            exception = e
            w.failed.append(self)
        if self._number is not None:
            _trace.leave('cancelled' if state == 'CANCELLED' else 'returned' if exception is None else 'raised', exception)
        self._end(state, result, exception)
        if raised is not None:
            raise raised   # it goes on in the parent: exit, or a deadline of a block further out

    def cancel(self, msg=None):   # of one that still runs: itself, or one that waits for it
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

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)
        if self._number is not None:
            _trace.set_name(self._number, self._name)

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_stack(self, *, limit=None):
        return []

    def print_stack(self, *, limit=None, file=None):
        pass

    def _block(self):
        if self is _world().me():
            raise RuntimeError(f"Task cannot await on itself: {self!r}")
        super()._block()

    def __repr__(self):
        return f"<Task {self._state.lower()} name={self._name!r}>"


class Handle:
    def __init__(self, when=None):
        self._when = when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True   # it has run

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


TimerHandle = Handle


class AbstractEventLoop:
    _closed = _stopping = _debug = False
    _handler = _factory = None

    def time(self):
        return now_ns() / 1e9

    def create_task(self, coro, **kwargs):
        return Task(coro, loop=self, **kwargs)

    def create_future(self):
        return Future(loop=self)

    def call_soon(self, callback, *args, context=None):
        _world().call(callback, args, context)
        return Handle()

    call_soon_threadsafe = call_soon

    def call_at(self, when, callback, *args, context=None):
        return self._at(to_ns(when), callback, args, context)

    def call_later(self, delay, callback, *args, context=None):
        return self._at(now_ns() + to_ns(delay), callback, args, context)

    def _at(self, ns, callback, args, context):
        while now_ns() < ns:
            _blocking.wait(ns - now_ns(), 'timer')
        _world().call(callback, args, context)
        return Handle(ns / 1e9)

    def run_in_executor(self, executor, func, *args):
        done = Future(loop=self)
        try:
            value = func(*args)
        except BaseException as e:
            done.set_exception(e)
        else:
            done.set_result(value)
        return done

    def _start(self):
        w = _world()
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if w.loops:
            raise RuntimeError("This event loop is already running" if w.loops[-1] is self else "Cannot run the event loop while another loop is running")
        w.loops.append(self)

    def run_until_complete(self, future):
        self._start()
        try:
            f = self._ensure(future)
            if not f.done():
                f._block()
            return f.result()
        finally:
            _world().loops.pop()

    def run_forever(self):
        self._start()
        try:
            if not self._stopping:
                _world().block(None, 'future', lambda: self._stopping)
            self._stopping = False
        finally:
            _world().loops.pop()

    def _ensure(self, x):
        if isinstance(x, Future):
            return x
        if iscoroutine(x):
            return self.create_task(x)
        if not isawaitable(x):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        return self.create_task(_wrap_awaitable(x))

    def stop(self):
        self._stopping = True
        _blocking.wake()

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        _world().unretrieved()

    def is_running(self):
        return self in _world().loops

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def get_exception_handler(self):
        return self._handler

    def set_exception_handler(self, handler):
        self._handler = handler

    def default_exception_handler(self, context):
        _trace.note('callback-error', context.get('message') or 'Unhandled exception in event loop', context.get('exception'))

    def call_exception_handler(self, context):
        if self._handler is None:
            self.default_exception_handler(context)
        else:
            self._handler(self, context)

    def get_task_factory(self):
        return self._factory

    def set_task_factory(self, factory):
        self._factory = factory

    def set_default_executor(self, executor):
        pass

    def add_signal_handler(self, sig, callback, *args):
        pass

    def remove_signal_handler(self, sig):
        return False

    async def shutdown_asyncgens(self):
        _world().close_generators()

    async def shutdown_default_executor(self, timeout=None):
        pass


class BaseEventLoop(AbstractEventLoop):
    pass


class SelectorEventLoop(BaseEventLoop):
    pass


EventLoop = SelectorEventLoop


async def _wrap_awaitable(awaitable):
    return await awaitable


def get_running_loop():
    w = _world()
    if not w.loops:
        raise RuntimeError("no running event loop")
    return w.loops[-1]


def _get_running_loop():
    w = _world()
    return w.loops[-1] if w.loops else None


def new_event_loop():
    return SelectorEventLoop()


def set_event_loop(loop):
    _world().loop = loop


def get_event_loop():
    w = _world()
    if w.loops:
        return w.loops[-1]
    if w.loop is None:
        raise RuntimeError("There is no current event loop in thread 'MainThread'.")
    return w.loop


def current_task(loop=None):
    get_running_loop()
    return _world().me()


def all_tasks(loop=None):
    if loop is None:
        loop = get_running_loop()
    return set([t for t in _world().stack if t._loop is loop])


def isfuture(obj):
    return isinstance(obj, Future)


def create_task(coro, **kwargs):
    return get_running_loop().create_task(coro, **kwargs)


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    return (loop or get_event_loop())._ensure(coro_or_future)


def _copy(source, dest):
    if dest.done():
        return
    if source.cancelled():
        dest.cancel()
    elif source.exception() is not None:
        dest.set_exception(source.exception())
    else:
        dest.set_result(source.result())


def wrap_future(future, *, loop=None):
    if isinstance(future, Future):
        return future
    outer = Future(loop=loop)
    future.add_done_callback(lambda f: _copy(f, outer))
    return outer


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    from concurrent.futures import Future
    future = Future()
    w = _world()
    w.loops.append(loop)
    try:
        task = loop.create_task(coro)
    finally:
        w.loops.pop()
    if task.cancelled():
        future.cancel()
    elif task.exception() is not None:
        future.set_exception(task.exception())
    else:
        future.set_result(task.result())
    return future


def create_eager_task_factory(custom_task_constructor):
    def factory(loop, coro, **kwargs):
        return custom_task_constructor(coro, loop=loop, **kwargs)
    return factory


eager_task_factory = create_eager_task_factory(Task)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None

    def get_loop(self):
        if self._loop is None:
            self._loop = SelectorEventLoop()
        return self._loop

    def run(self, coro, *, context=None):
        w = _world()
        if w.loops:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        if not isawaitable(coro):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        w.loop = loop = self.get_loop()
        w.loops.append(loop)
        try:
            task = loop.create_task(coro, context=context) if iscoroutine(coro) else loop._ensure(coro)
        finally:
            w.loops.pop()
        return task.result()

    def close(self):
        w = _world()
        if self._loop is not None:
            w.loops.append(self._loop)
            try:
                w.close_generators()
            finally:
                w.loops.pop()
            self._loop._closed = True
        w.loop = None
        w.unretrieved()

    def __enter__(self):
        return self

    def __exit__(self, *e):
        self.close()


def run(main, *, debug=None, loop_factory=None):
    if _world().loops:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner() as runner:
        return runner.run(main)


# Waits

async def sleep(delay, result=None):
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    _world().block(to_ns(delay) if delay > 0 else 0, 'timer')
    return result


async def _pause(ns, what):
    _world().block(ns, what)


class Timeout:
    def __init__(self, when):
        self._when = when
        self._deadline = None if when is None else to_ns(when)
        self._fired = False
        self._task = None

    def when(self):
        return self._when

    def reschedule(self, when):
        self._when = when
        self._deadline = None if when is None else to_ns(when)

    def expired(self):
        return self._fired

    async def __aenter__(self):
        w = _world()
        if self._task is not None:
            raise RuntimeError("Timeout has already been entered")
        self._task = w.me()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._before = sum([b._fired for b in w.blocks])
        self._cancelling = self._task.cancelling()
        w.blocks.append(self)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        w = _world()
        at = w.blocks.index(self)
        del w.blocks[at]
        if (self._fired and exc_type is not None and issubclass(exc_type, CancelledError) and
                sum([b._fired for b in w.blocks[:at]]) <= self._before and self._task.cancelling() <= self._cancelling):
            w.interrupt = None
            raise TimeoutError from exc_val


def timeout(delay):
    t = Timeout(None)
    if delay is not None:
        t._deadline = now_ns() + to_ns(delay)
        t._when = t._deadline / 1e9
    return t


_timeout = timeout


def timeout_at(when):
    return Timeout(when)


async def wait_for(fut, timeout):
    if timeout is None:
        return await fut
    async with _timeout(timeout):
        return await fut


def _distinct(xs):
    return list(dict.fromkeys(xs))


def _failed(f):
    return f.cancelled() or f.exception() is not None


def _error(f):
    return CancelledError(*f._message) if f.cancelled() else f.exception()


def gather(*coros_or_futures, return_exceptions=False):
    outer = Future()
    futures = {}
    args = _distinct(coros_or_futures)
    for i, x in enumerate(args):
        f = futures[x] = ensure_future(x)
        if f.done() and not return_exceptions and _failed(f):
            for rest in args[i + 1:]:   # the error comes out here: what stands after it is not run
                if iscoroutine(rest):
                    rest.close()
            outer.set_exception(_error(f))
            return outer

    def look(_=None):
        if outer.done():
            return
        for f in futures.values():
            if f.done() and not return_exceptions and _failed(f):
                outer.set_exception(_error(f))
                return
        if all([f.done() for f in futures.values()]):
            outer.set_result([_error(f) if _failed(f) else f.result() for f in [futures[x] for x in coros_or_futures]])

    look()
    if not outer.done():
        for f in futures.values():
            if not f.done():
                f.add_done_callback(look)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isinstance(fs, Future) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    fs = _distinct(fs)
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    for f in fs:
        if iscoroutine(f):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")

    def enough():
        done = [f for f in fs if f.done()]
        return (len(done) == len(fs) or done and return_when == FIRST_COMPLETED or
            return_when == FIRST_EXCEPTION and any([not f.cancelled() and f._exception is not None for f in done]))

    if not enough():
        missing = [f for f in fs if not f.done()][0]
        _world().block(None if timeout is None else to_ns(timeout), 'future' if missing._number is None else missing._number, enough)
    return set([f for f in fs if f.done()]), set([f for f in fs if not f.done()])


class as_completed:
    def __init__(self, fs, *, timeout=None):
        if isinstance(fs, Future) or iscoroutine(fs):
            raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
        self._end = None if timeout is None else now_ns() + to_ns(timeout)
        self._left = [ensure_future(f) for f in _distinct(fs)]
        self._asked = len(self._left)

    def __iter__(self):
        return self

    def __aiter__(self):
        return self

    def _first(self):
        for f in self._left:
            if f.done():
                return f

    def _ready(self):
        f = self._first()
        if f is None:
            _world().block(None if self._end is None else self._end - now_ns(), 'future', self._first)
            f = self._first()
            if f is None:
                raise TimeoutError
        self._left.remove(f)
        return f

    async def _wait_for_one(self):
        return self._ready().result()

    def __next__(self):
        if not self._asked:
            raise StopIteration
        self._asked -= 1
        return self._wait_for_one()

    async def __anext__(self):
        if not self._asked:
            raise StopAsyncIteration
        self._asked -= 1
        return self._ready()


def shield(arg):
    w = _world()
    floor, w.floor = w.floor, len(w.blocks)
    try:
        inner = ensure_future(arg)
    finally:
        w.floor = floor
    if inner.done():
        return inner
    outer = Future()
    inner.add_done_callback(lambda f: _copy(f, outer))
    return outer


async def to_thread(func, /, *args, **kwargs):
    return copy_context().run(func, *args, **kwargs)


class TaskGroup:
    def __init__(self):
        self._entered = self._exiting = False
        self._errors = []

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if _world().me() is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        self._loop = get_running_loop()
        return self

    def create_task(self, coro, **kwargs):
        why = "has not been entered" if not self._entered else "is finished" if self._exiting else "is shutting down" if self._errors else None
        if why is not None:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} {why}")
        task = self._loop.create_task(coro, **kwargs)
        if not task.cancelled() and task.exception() is not None:
            self._errors.append(task.exception())
        if self._errors:
            w = _world()
            w.interrupt = CancelledError()
            raise w.interrupt   # the block is called off there
        return task

    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        if et is not None and issubclass(et, (SystemExit, KeyboardInterrupt)):
            return
        if et is not None and not issubclass(et, CancelledError):
            self._errors.append(exc)
        if self._errors:
            _world().interrupt = None
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None

    def __repr__(self):
        return "<TaskGroup>"


# What others would have to satisfy

class _Held:
    __module__ = 'asyncio.locks'

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *e):
        self.release()


class Lock(_Held):
    def __init__(self):
        self._locked = False
        self._resource = _trace.resource('lock')

    def locked(self):
        return self._locked

    async def acquire(self):
        if self._locked:
            _world().wait_for(self._resource, None, 'lock', lambda: not self._locked)
        self._locked = True
        _trace.hold(self._resource)
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        _trace.release(self._resource)
        _blocking.wake()


class Semaphore(_Held):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = self._most = value
        self._resource = _trace.resource('semaphore')

    def locked(self):
        return self._value == 0

    async def acquire(self):
        if self._value == 0:
            _world().wait_for(self._resource, None, 'semaphore', lambda: self._value > 0)
        self._value -= 1
        _trace.hold(self._resource)
        return True

    def release(self):
        self._value += 1
        _trace.release(self._resource)
        _blocking.wake()


class BoundedSemaphore(Semaphore):
    def release(self):
        if self._value >= self._most:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Event:
    __module__ = 'asyncio.locks'

    def __init__(self):
        self._set = False
        self._resource = _trace.resource('event')

    def is_set(self):
        return self._set

    def set(self):
        self._set = True
        _blocking.wake()

    def clear(self):
        self._set = False

    async def wait(self):
        if not self._set:
            _world().wait_for(self._resource, 'wait', 'event', self.is_set)
        return True


class Condition(_Held):
    def __init__(self, lock=None):
        self._lock = lock or Lock()
        self._notified = 0
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._resource = _trace.resource('condition')

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        self._notified = 0
        try:
            _world().wait_for(self._resource, 'wait', 'condition', lambda: self._notified > 0)
        finally:
            await self.acquire()
        return True

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notified += 1
        _blocking.wake()

    def notify_all(self):
        self.notify()


class Barrier:
    __module__ = 'asyncio.locks'

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self.parties = parties
        self.n_waiting = 0
        self.broken = False
        self._resource = _trace.resource('barrier')

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *e):
        pass

    async def wait(self):
        if self.broken:
            raise BrokenBarrierError("Barrier aborted")
        self.n_waiting += 1
        try:
            if self.n_waiting < self.parties:
                _world().wait_for(self._resource, 'wait', 'barrier', lambda: self.n_waiting >= self.parties)
        finally:
            self.n_waiting -= 1
        return self.parties - 1

    async def reset(self):
        self.broken = False

    async def abort(self):
        self.broken = True


class Queue:
    __module__ = 'asyncio.queues'

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._unfinished_tasks = 0
        self._is_shutdown = False
        self._resource = _trace.resource('queue')
        self._init(maxsize)

    def __class_getitem__(cls, item):
        return cls

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    async def put(self, item):
        if self.full() and not self._is_shutdown:
            _world().wait_for(self._resource, 'put', 'queue', lambda: not self.full() or self._is_shutdown)
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        _blocking.wake()

    async def get(self):
        if self.empty() and not self._is_shutdown:
            _world().wait_for(self._resource, 'get', 'queue', lambda: not self.empty() or self._is_shutdown)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        item = self._get()
        _blocking.wake()
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        _blocking.wake()

    async def join(self):
        if self._unfinished_tasks > 0:
            _world().wait_for(self._resource, 'join', 'queue', lambda: self._unfinished_tasks <= 0)

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        while immediate and not self.empty():
            self._get()
            if self._unfinished_tasks > 0:
                self._unfinished_tasks -= 1
        _blocking.wake()

    def __repr__(self):
        return f'<{type(self).__name__} maxsize={self._maxsize}' + (f' _queue={list(self._queue)!r}' if self._queue else '') + (
            f' tasks={self._unfinished_tasks}' if self._unfinished_tasks else '') + '>'


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
