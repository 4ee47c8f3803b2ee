# Copies, shallow and deep.
_ATOMS = (int, float, bool, str, bytes, type(None), type, range, type(...), type(NotImplemented))
_FUNCTIONS = ('function', 'builtin_function_or_method', 'method', 'module', 'TypeVar')


class Error(Exception):
    pass


error = Error


def _atomic(x):
    return type(x) in _ATOMS or isinstance(x, type) or type(x).__name__ in _FUNCTIONS


def _new(x):
    cls = type(x)
    for base in (dict, list, set, tuple, str, int, float, bytes, frozenset):
        if isinstance(x, base):
            if base in (dict, list, set):
                return base.__new__(cls)
            return base.__new__(cls, x)
    if isinstance(x, BaseException):
        return cls.__new__(cls, *x.args)
    return object.__new__(cls)


def _state(x):
    state = dict(getattr(x, '__dict__', {}))
    for c in type(x).__mro__:
        slots = c.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(x, name):
                state[name] = getattr(x, name)
    return state


def copy(x):
    if _atomic(x) or type(x) in (tuple, frozenset):
        return x
    if type(x) in (list, dict, set):
        return x.copy()
    method = getattr(type(x), '__copy__', None)
    if method is not None:
        return method(x)
    if type(x).__name__ in ('coroutine', 'generator', 'async_generator', 'lock', 'Lock'):
        raise TypeError(f"cannot pickle '{type(x).__name__}' object")
    y = _new(x)
    if isinstance(x, dict):
        for k, v in dict.items(x):
            dict.__setitem__(y, k, v)
    elif isinstance(x, list):
        list.extend(y, x)
    elif isinstance(x, set):
        set.update(y, x)
    elif hasattr(x, 'popleft'):
        return type(x)(x, x.maxlen)
    for k, v in _state(x).items():
        object.__setattr__(y, k, v)
    return y


def deepcopy(x, memo=None):
    if _atomic(x):
        return x
    if memo is None:
        memo = {}
    found = memo.get(id(x))
    if found is not None:
        return found[1]
    y = _deepcopy(x, memo)
    memo[id(x)] = (x, y)
    return y


def _deepcopy(x, memo):
    kind = type(x)
    if kind is list:
        y = []
        memo[id(x)] = (x, y)
        for v in x:
            y.append(deepcopy(v, memo))
        return y
    if kind is dict:
        y = {}
        memo[id(x)] = (x, y)
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
        return y
    if kind is tuple:
        y = [deepcopy(v, memo) for v in x]
        found = memo.get(id(x))
        if found is not None:
            return found[1]
        for a, b in zip(x, y):
            if a is not b:
                return tuple(y)
        return x
    if kind in (set, frozenset):
        return kind([deepcopy(v, memo) for v in x])
    method = getattr(kind, '__deepcopy__', None)
    if method is not None:
        return method(x, memo)
    if kind.__name__ in ('coroutine', 'generator', 'async_generator', 'Lock', 'RLock', 'Thread'):
        raise TypeError(f"cannot pickle '{kind.__name__}' object")
    if hasattr(x, 'popleft'):
        return kind([deepcopy(v, memo) for v in x], x.maxlen)
    if isinstance(x, tuple):
        y = tuple.__new__(kind, [deepcopy(v, memo) for v in x])
    else:
        y = _new(x)
    memo[id(x)] = (x, y)
    if isinstance(x, dict):
        for k, v in dict.items(x):
            dict.__setitem__(y, deepcopy(k, memo), deepcopy(v, memo))
    elif isinstance(x, list):
        list.extend(y, [deepcopy(v, memo) for v in x])
    elif isinstance(x, set):
        set.update(y, [deepcopy(v, memo) for v in x])
    for k, v in _state(x).items():
        object.__setattr__(y, k, deepcopy(v, memo))
    return y


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
