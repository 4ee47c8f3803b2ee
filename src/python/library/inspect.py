# Questions about functions and awaitables.
import _raw


def iscoroutinefunction(obj):
    return _raw.function_kind(_plain(obj)) == 'coroutine' or getattr(obj, '_is_coroutine_mark', None) is True


def isgeneratorfunction(obj):
    return _raw.function_kind(_plain(obj)) == 'generator'


def isasyncgenfunction(obj):
    return _raw.function_kind(_plain(obj)) == 'async generator'


def _plain(obj):
    while True:
        if hasattr(obj, '__func__'):
            obj = obj.__func__
        elif type(obj).__name__ == 'partial':
            obj = obj.func
        else:
            return obj


def markcoroutinefunction(func):
    func._is_coroutine_mark = True
    return func


def iscoroutine(obj):
    return type(obj).__name__ == 'coroutine'


def isgenerator(obj):
    return type(obj).__name__ == 'generator'


def isasyncgen(obj):
    return type(obj).__name__ == 'async_generator'


def isawaitable(obj):
    return hasattr(type(obj), '__await__') or type(obj).__name__ == 'coroutine'


def isfunction(obj):
    return type(obj).__name__ == 'function'


def ismethod(obj):
    return type(obj).__name__ == 'method'


def isbuiltin(obj):
    return type(obj).__name__ == 'builtin_function_or_method'


def isroutine(obj):
    return type(obj).__name__ in ('function', 'method', 'builtin_function_or_method')


def isclass(obj):
    return isinstance(obj, type)


def ismodule(obj):
    return type(obj).__name__ == 'module'


def getdoc(obj):
    from textwrap import dedent
    doc = getattr(obj, '__doc__', None)
    if doc is None:
        return None
    first, _, rest = doc.partition('\n')
    return (first.strip() + ('\n' + dedent(rest) if rest else '')).strip('\n')


def getmembers(obj, predicate=None):
    found = [(name, getattr(obj, name)) for name in dir(obj)]
    return [(n, v) for n, v in found if predicate is None or predicate(v)]


def currentframe():
    return None


def unwrap(func):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    return func


CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'


def getcoroutinestate(coroutine):
    return 'CORO_' + _raw.frame_state(coroutine)


def getgeneratorstate(generator):
    return 'GEN_' + _raw.frame_state(generator)


def getasyncgenstate(agen):
    return 'AGEN_' + _raw.frame_state(agen)
