# What both forms of asyncio have in common: errors, constants, tests of types. Adapted from CPython 3.14, PSF License 2.0.
FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'
TimeoutError = TimeoutError


class LimitOverrunError(Exception):
    __module__ = 'asyncio.exceptions'


class IncompleteReadError(EOFError):
    __module__ = 'asyncio.exceptions'


class BrokenBarrierError(RuntimeError):
    __module__ = 'asyncio.exceptions'


class QueueEmpty(Exception):
    __module__ = 'asyncio.queues'


class QueueFull(Exception):
    __module__ = 'asyncio.queues'


class QueueShutDown(Exception):
    __module__ = 'asyncio.queues'


async def _c():
    pass

_c = _c()
_COROUTINE = type(_c)
_c.close()


def iscoroutine(obj):
    return isinstance(obj, _COROUTINE) or hasattr(obj, 'send') and hasattr(obj, 'throw') and hasattr(obj, 'close') and hasattr(obj, '__await__')


def iscoroutinefunction(func):
    from inspect import iscoroutinefunction
    return iscoroutinefunction(func)


class DefaultEventLoopPolicy:
    def get_event_loop(self):
        import asyncio
        return asyncio.get_event_loop()

    def set_event_loop(self, loop):
        import asyncio
        asyncio.set_event_loop(loop)

    def new_event_loop(self):
        import asyncio
        return asyncio.new_event_loop()


WindowsSelectorEventLoopPolicy = WindowsProactorEventLoopPolicy = AbstractEventLoopPolicy = DefaultEventLoopPolicy


def get_event_loop_policy():
    return DefaultEventLoopPolicy()


def set_event_loop_policy(policy):
    pass
