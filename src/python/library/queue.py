# The queues between threads. Adapted from CPython 3.14, PSF License 2.0.
import _trace
from _collections import deque
from _time import now_ns
from heapq import heappop, heappush
from threading import _QuietLock, _call, _deadline, _wait


class Empty(Exception):
    __module__ = '_queue'


class Full(Exception):
    pass


class ShutDown(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = _QuietLock()
        self._getters = deque()
        self._putters = deque()
        self._joiners = deque()
        self.unfinished_tasks = 0
        self.is_shutdown = False
        self._resource = _trace.resource('queue')

    def __class_getitem__(cls, item):
        return cls

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def task_done(self):
        unfinished = self.unfinished_tasks - 1
        if unfinished < 0:
            raise ValueError('task_done() called too many times')
        self.unfinished_tasks = unfinished
        if unfinished == 0:
            self._call_all(self._joiners)

    def _call_all(self, waiters):
        while waiters:
            _call(waiters)

    def _wait(self, waiters, why, deadline):
        _trace.wait(self._resource, why)
        try:
            return _wait(waiters, deadline)
        finally:
            _trace.waited(self._resource)

    def join(self):
        while self.unfinished_tasks:
            self._wait(self._joiners, 'join', None)

    def qsize(self):
        return self._qsize()

    def empty(self):
        return not self._qsize()

    def full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        if self.is_shutdown:
            raise ShutDown
        if self.maxsize > 0 and self._qsize() >= self.maxsize:
            if not block:
                raise Full
            if timeout is not None and timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            deadline = _deadline(timeout)
            while self._qsize() >= self.maxsize:
                if deadline is not None and deadline <= now_ns():
                    raise Full
                self._wait(self._putters, 'put', deadline)
                if self.is_shutdown:
                    raise ShutDown
        self._put(item)
        self.unfinished_tasks += 1
        if self._getters:
            _call(self._getters)

    def get(self, block=True, timeout=None):
        if not self._qsize():
            if self.is_shutdown:
                raise ShutDown
            if not block:
                raise Empty
            if timeout is not None and timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            deadline = _deadline(timeout)
            while not self._qsize():
                if deadline is not None and deadline <= now_ns():
                    raise Empty
                self._wait(self._getters, 'get', deadline)
                if self.is_shutdown and not self._qsize():
                    raise ShutDown
        item = self._get()
        if self._putters:
            _call(self._putters)
        return item

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def shutdown(self, immediate=False):
        self.is_shutdown = True
        if immediate:
            while self._qsize():
                self._get()
                if self.unfinished_tasks > 0:
                    self.unfinished_tasks -= 1
            self._call_all(self._joiners)
        self._call_all(self._getters)
        self._call_all(self._putters)


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue(Queue):
    def __init__(self):
        super().__init__()
