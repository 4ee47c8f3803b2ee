# threading over the machine's parking of threads: no switch happens in here but where a thread parks, starts or ends.
import _thread
import _trace
from _collections import deque
from _thread import get_ident, park, unpark
from _time import now_ns, to_ns

TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError


class BrokenBarrierError(RuntimeError):
    pass


def _deadline(timeout):
    return None if timeout is None else now_ns() + max(0, to_ns(timeout))


def _wait(waiters, deadline, what=None):
    # Parks this thread at the tail of the waiters: True once it is called, False at the deadline.
    me = [get_ident(), False]
    waiters.append(me)
    while not me[1]:
        if deadline is None:
            park(None, what)
        elif deadline <= now_ns() or not park(deadline - now_ns(), what):
            if not me[1]:
                waiters.remove(me)
                return False
    return True


def _call(waiters):
    me = waiters.popleft()
    me[1] = True
    unpark(me[0])


class Lock:
    _kind = 'lock'

    def __init__(self):
        self._owner = None
        self._waiters = deque()
        self._resource = self._kind and _trace.resource(self._kind)

    def acquire(self, blocking=True, timeout=-1):
        if timeout != -1:
            if not blocking:
                raise ValueError("can't specify a timeout for a non-blocking call")
            if timeout < 0:
                raise ValueError("timeout value must be a non-negative number")
        if self._owner is not None:
            if not blocking:
                return False
            _trace.wait(self._resource, None)
            try:
                if not _wait(self._waiters, None if timeout == -1 else _deadline(timeout)):
                    return False
            finally:
                _trace.waited(self._resource)
        self._owner = get_ident()
        _trace.hold(self._resource)
        return True

    __enter__ = acquire

    def release(self):
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        _trace.release(self._resource)
        if self._waiters:
            self._owner = self._waiters[0][0]   # it goes straight to the first that waits
            _call(self._waiters)
        else:
            self._owner = None

    def __exit__(self, *args):
        self.release()

    def locked(self):
        return self._owner is not None

    def _is_owned(self):
        return self._owner is not None

    def _release_save(self):
        self.release()

    def _acquire_restore(self, saved):
        self.acquire()

    def __repr__(self):
        return f"<{'locked' if self.locked() else 'unlocked'} _thread.lock object at {id(self):#x}>"


class RLock(Lock):
    def __init__(self):
        super().__init__()
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner == get_ident():
            self._count += 1
            return True
        if super().acquire(blocking, timeout):
            self._count = 1
            return True
        return False

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            super().release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _release_save(self):
        count = self._count
        self._count = 0
        super().release()
        return count

    def _acquire_restore(self, saved):
        super().acquire()
        self._count = saved

    def __repr__(self):
        return f"<{'locked' if self.locked() else 'unlocked'} _thread.RLock object owner={self._owner or 0} count={self._count} at {id(self):#x}>"


class _QuietLock(Lock):
    _kind = None


class Condition:
    _kind = 'condition'

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock() if self._kind else _QuietLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = deque()
        self._resource = self._kind and _trace.resource(self._kind)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        if not self._lock._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        saved = self._lock._release_save()
        _trace.wait(self._resource, 'wait')
        try:
            return _wait(self._waiters, _deadline(timeout))
        finally:
            _trace.waited(self._resource)
            self._lock._acquire_restore(saved)

    def wait_for(self, predicate, timeout=None):
        end = _deadline(timeout)
        result = predicate()
        while not result:
            if end is not None:
                left = end - now_ns()
                if left <= 0:
                    break
                self.wait(left / 1e9)
            else:
                self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while n > 0 and self._waiters:
            _call(self._waiters)
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all

    def __repr__(self):
        return f"<Condition({self._lock!r}, {len(self._waiters)})>"


class _QuietCondition(Condition):
    _kind = None


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._waiters = deque()
        self._resource = _trace.resource('semaphore')

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if self._value > 0:
            self._value -= 1
        else:
            if not blocking:
                return False
            _trace.wait(self._resource, None)
            try:
                if not _wait(self._waiters, _deadline(timeout)):
                    return False
            finally:
                _trace.waited(self._resource)
        _trace.hold(self._resource)
        return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        for _ in range(n):
            _trace.release(self._resource)
            if self._waiters:
                _call(self._waiters)
            else:
                self._value += 1

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    _kind = 'event'

    def __init__(self):
        self._flag = False
        self._waiters = deque()
        self._resource = self._kind and _trace.resource(self._kind)

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True
        while self._waiters:
            _call(self._waiters)

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if self._flag:
            return True
        _trace.wait(self._resource, 'wait')
        try:
            return _wait(self._waiters, _deadline(timeout))
        finally:
            _trace.waited(self._resource)

    def __repr__(self):
        return f"<threading.Event at {id(self):#x}: {'set' if self._flag else 'unset'}>"


class _QuietEvent(Event):
    _kind = None


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = _QuietCondition()
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 0   # 0 filling, 1 draining, -1 resetting, -2 broken
        self._count = 0
        self._resource = _trace.resource('barrier')

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            _trace.wait(self._resource, 'wait')
            try:
                while self._state in (-1, 1):
                    self._cond.wait()
                if self._state < 0:
                    raise BrokenBarrierError
                index = self._count
                self._count += 1
                try:
                    if index + 1 == self._parties:
                        try:
                            if self._action:
                                self._action()
                            self._state = 1
                            self._cond.notify_all()
                        except:
                            self._break()
                            raise
                    else:
                        if not self._cond.wait_for(lambda: self._state != 0, timeout):
                            self._break()
                            raise BrokenBarrierError
                        if self._state < 0:
                            raise BrokenBarrierError
                    return index
                finally:
                    self._count -= 1
                    if self._count == 0 and self._state in (-1, 1):
                        self._state = 0
                        self._cond.notify_all()
            finally:
                _trace.waited(self._resource)

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state in (0, -2):
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 0 else 0

    @property
    def broken(self):
        return self._state == -2


_numbers = 0
_active = {}
_at_exit = []


class Thread:
    _kind = 'thread'

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        global _numbers
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            _numbers += 1
            name = f"Thread-{_numbers}"
            try:
                name += f" ({target.__name__})"
            except AttributeError:
                pass
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = _main is not None and current_thread().daemon if daemon is None else bool(daemon)
        self._ident = None
        self._task = None
        self._state = 'initial'
        self._joiners = deque()

    def start(self):
        if self._state != 'initial':
            raise RuntimeError("threads can only be started once")
        self._state = 'started'
        _thread.start(self._bootstrap, (), {}, self._name, self._kind, self._daemonic)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            self._target = self._args = self._kwargs = None

    def _bootstrap(self):
        self._ident = ident = get_ident()
        self._task = _thread.task()
        _active[ident] = self
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as e:
            if excepthook is not _excepthook:
                excepthook(ExceptHookArgs((type(e), e, e.__traceback__, self)))
            raise   # the machine makes a note of it
        finally:
            self._state = 'stopped'
            del _active[ident]
            while self._joiners:
                _call(self._joiners)

    def join(self, timeout=None):
        if self._state == 'initial':
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if self._state == 'started':
            _wait(self._joiners, _deadline(timeout), self._task)

    def is_alive(self):
        return self._state == 'started'

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)
        if self._task is not None:
            _trace.set_name(self._task, self._name)

    @property
    def ident(self):
        return self._ident

    native_id = ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._state != 'initial':
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        status = self._state + (' daemon' if self._daemonic else '') + (f' {self._ident}' if self._ident is not None else '')
        return f"<{self.__class__.__name__}({self._name}, {status})>"


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._state = 'started'
        self._ident = get_ident()
        self._task = 0
        _active[self._ident] = self


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = _QuietEvent()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class local:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, '_tables', {get_ident(): {}})
        object.__setattr__(self, '_given', (args, kwargs))
        return self

    def _table(self):
        table = self._tables.get(get_ident())
        if table is None:
            table = self._tables[get_ident()] = {}
            if type(self) is not local:
                args, kwargs = self._given
                self.__init__(*args, **kwargs)
        return table

    def __getattr__(self, name):
        try:
            return self._table()[name]
        except KeyError:
            raise AttributeError(f"'{'_thread._local' if type(self) is local else type(self).__name__}' object has no attribute '{name}'", name=name, obj=self) from None

    def __setattr__(self, name, value):
        self._table()[name] = value

    def __delattr__(self, name):
        try:
            del self._table()[name]
        except KeyError:
            raise AttributeError(f"'{'_thread._local' if type(self) is local else type(self).__name__}' object has no attribute '{name}'", name=name, obj=self) from None

    @property
    def __dict__(self):
        return self._table()


class ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args


def excepthook(args):
    pass


_excepthook = __excepthook__ = excepthook


def current_thread():
    thread = _active.get(get_ident())
    return _main if thread is None else thread


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    return list(_active.values())


def get_native_id():
    return get_ident()


def stack_size(size=0):
    return 0


def settrace(func):
    pass


def setprofile(func):
    pass


def _register_atexit(func, *args, **kwargs):
    _at_exit.append((func, args, kwargs))


def _shutdown():
    # What the main thread does after the module's end: pools first, then every thread that is no daemon.
    while _at_exit:
        func, args, kwargs = _at_exit.pop()
        func(*args, **kwargs)
    while True:
        rest = [t for t in _active.values() if not t._daemonic and t is not current_thread() and t is not _main]
        if not rest:
            return
        rest[0].join()


_main = None
_main = _MainThread()
