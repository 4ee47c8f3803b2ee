# concurrent.futures: pools of threads. Adapted from CPython 3.14, PSF License 2.0.
import _trace
import threading
from _collections import deque
from _time import now_ns
from threading import Thread, _call, _deadline, _wait

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'
TimeoutError = TimeoutError


class Error(Exception):
    __module__ = 'concurrent.futures._base'


class CancelledError(Error):
    __module__ = 'concurrent.futures._base'


class InvalidStateError(Error):
    __module__ = 'concurrent.futures._base'


class BrokenExecutor(RuntimeError):
    __module__ = 'concurrent.futures._base'


class BrokenThreadPool(BrokenExecutor):
    __module__ = 'concurrent.futures.thread'


class Future:
    _number = None

    def __init__(self):
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._waiters = deque()
        self._done_callbacks = []
        self._observers = []

    def __class_getitem__(cls, item):
        return cls

    def __repr__(self):
        state = self._state.replace('CANCELLED_AND_NOTIFIED', 'CANCELLED').lower()
        if self._state == 'FINISHED':
            if self._exception is not None:
                state += f' raised {self._exception.__class__.__name__}'
            else:
                state += f' returned {self._result.__class__.__name__}'
        return f'<{self.__class__.__name__} at {id(self):#x} state={state}>'

    def cancel(self):
        if self._state in ('RUNNING', 'FINISHED'):
            return False
        if self._state == 'PENDING':
            self._state = 'CANCELLED'
            if self._number is not None:
                _trace.cancel(self._number)
            self._wake()
        return True

    def cancelled(self):
        return self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED')

    def running(self):
        return self._state == 'RUNNING'

    def done(self):
        return self._state not in ('PENDING', 'RUNNING')

    def _wake(self):
        while self._waiters:
            _call(self._waiters)
        callbacks, self._done_callbacks = self._done_callbacks, []
        for callback in callbacks:
            self._invoke(callback)

    def _tell(self):
        observers, self._observers = self._observers, []
        for observer in observers:
            observer.end(self)

    def _ended(self):
        return self._state in ('CANCELLED_AND_NOTIFIED', 'FINISHED')

    def _invoke(self, fn):
        try:
            fn(self)
        except Exception as e:
            _trace.note('callback-error', f'exception calling callback for {self!r}', e)

    def add_done_callback(self, fn):
        if self.done():
            self._invoke(fn)
        else:
            self._done_callbacks.append(fn)

    def _wait(self, timeout):
        deadline = _deadline(timeout)
        while not self.done():
            if deadline is not None and deadline <= now_ns():
                raise TimeoutError()
            _wait(self._waiters, deadline, self._number)
        if self.cancelled():
            raise CancelledError()

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == 'CANCELLED':
            self._state = 'CANCELLED_AND_NOTIFIED'
            self._tell()
            return False
        if self._state == 'PENDING':
            self._state = 'RUNNING'
            return True
        raise RuntimeError('Future in unexpected state')

    def _set(self, result, exception):
        if self._state not in ('PENDING', 'RUNNING'):
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._exception = exception
        self._state = 'FINISHED'
        self._tell()
        self._wake()

    def set_result(self, result):
        self._set(result, None)

    def set_exception(self, exception):
        self._set(None, exception)


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        deadline = _deadline(timeout)
        fs = deque([self.submit(fn, *args) for args in zip(*iterables)])
        return _results(fs, deadline)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(fs, deadline):
    try:
        while fs:
            future = fs.popleft()
            try:
                yield future.result() if deadline is None else future.result(max(0, deadline - now_ns()) / 1e9)
            finally:
                future.cancel()
    finally:
        for future in fs:
            future.cancel()


class _Worker(Thread):
    _kind = 'worker'

    def __init__(self, pool, name):
        super().__init__(name=name, daemon=False)
        self._pool = pool

    def run(self):
        pool = self._pool
        if pool._initializer is not None:
            try:
                pool._initializer(*pool._initargs)
            except BaseException as e:
                _trace.note('thread-error', 'Exception in initializer:', e)
                pool._broken = 'A thread initializer failed, the thread pool is not usable anymore'
                while pool._work:
                    pool._work.popleft()[0].set_exception(BrokenThreadPool(pool._broken))
                return
        while True:
            if not pool._work:
                if pool._shutdown:
                    break
                pool._idle += 1
                while not pool._work and not pool._shutdown:
                    _wait(pool._getters, None)
                if not pool._work:
                    break
            future, fn, args, kwargs = pool._work.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            _trace.enter(future._number)
            try:
                result = fn(*args, **kwargs)
            except BaseException as e:
                _trace.leave('raised', e)
                future.set_exception(e)
                e = None
            else:
                _trace.leave('returned', None)
                future.set_result(result)
            future = fn = args = kwargs = result = None
        pool._ended()


_pools = 0
_open = []


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _pools
        if max_workers is None:
            max_workers = 5   # min(32, cores + 4), with one core
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work = deque()
        self._getters = deque()
        self._idle = 0
        self._threads = []
        self._alive = 0
        self._shutdown = False
        self._broken = None
        self._when_ended = None
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{_pools}"
            _pools += 1
        self._thread_name_prefix = thread_name_prefix
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, fn, /, *args, **kwargs):
        return self._submit(fn, args, kwargs, None)

    def _submit(self, fn, args, kwargs, name):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        future._number = _trace.submit(name or getattr(fn, '__name__', None) or getattr(getattr(fn, 'func', None), '__name__', None) or type(fn).__name__)
        self._work.append((future, fn, args, kwargs))
        if self._getters:
            _call(self._getters)
        if self._idle > 0:
            self._idle -= 1
        elif len(self._threads) < self._max_workers:
            if not self._threads:
                _open.append(self)
            thread = _Worker(self, f"{self._thread_name_prefix}_{len(self._threads)}")
            self._threads.append(thread)
            self._alive += 1
            thread.start()
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while self._work:
                self._work.popleft()[0].cancel()
        while self._getters:
            _call(self._getters)
        if wait:
            for t in self._threads:
                t.join()

    def _shutdown_soon(self, callback):
        # For a loop that ends: called back by the last worker.
        self.shutdown(wait=False)
        if self._alive:
            self._when_ended = callback
        else:
            callback()

    def _ended(self):
        self._alive -= 1
        if not self._alive:
            if self in _open:
                _open.remove(self)
            if self._when_ended is not None:
                self._when_ended()


def _exit():
    for pool in list(_open):
        pool.shutdown(wait=True)


threading._register_atexit(_exit)


class DoneAndNotDoneFutures(tuple):
    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    @property
    def done(self):
        return self[0]

    @property
    def not_done(self):
        return self[1]

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'


class _Finished:
    # Futures in the order in which they end, for one thread that waits.
    def __init__(self, fs):
        self.ended = deque([f for f in fs if f._ended()])
        self.waiters = deque()
        self.left = [f for f in fs if not f._ended()]
        for f in self.left:
            f._observers.append(self)

    def end(self, f):
        self.left.remove(f)
        self.ended.append(f)
        while self.waiters:
            _call(self.waiters)

    def wait(self, deadline):
        return _wait(self.waiters, deadline, [f._number for f in self.left if f._number is not None])

    def leave(self):
        for f in self.left:
            if self in f._observers:
                f._observers.remove(self)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = list(dict.fromkeys(fs))
    deadline = _deadline(timeout)
    finished = _Finished(fs)

    def enough():
        ended = finished.ended
        return (not finished.left or return_when == FIRST_COMPLETED and ended or
            return_when == FIRST_EXCEPTION and any([not f.cancelled() and f._exception is not None for f in ended]))

    while not enough() and (deadline is None or deadline > now_ns()):
        finished.wait(deadline)
    finished.leave()
    return DoneAndNotDoneFutures(set([f for f in fs if f._ended()]), set([f for f in fs if not f._ended()]))


def as_completed(fs, timeout=None):
    deadline = _deadline(timeout)
    fs = list(dict.fromkeys(fs))
    finished = _Finished(fs)
    left = len(fs)
    try:
        while left:
            while not finished.ended:
                if deadline is not None and deadline <= now_ns():
                    raise TimeoutError(f'{left} (of {len(fs)}) futures unfinished')
                finished.wait(deadline)
            left -= 1
            yield finished.ended.popleft()
    finally:
        finished.leave()
