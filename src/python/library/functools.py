# Tools for functions. Adapted from CPython 3.14, PSF License 2.0.
WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)
_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        value = getattr(wrapped, attr, _MISSING)
        if value is not _MISSING:
            setattr(wrapper, attr, value)
    for attr in updated:
        for name, value in getattr(wrapped, attr, {}).items():
            setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        args = [repr(self.func)] + [repr(a) for a in self.args] + [f"{k}={v!r}" for k, v in self.keywords.items()]
        return f"functools.partial({', '.join(args)})"

    def __class_getitem__(cls, item):
        return cls


def _bound(func, obj, cls):
    if hasattr(func, '__get__'):
        return func.__get__(obj, cls)
    return func if obj is None else lambda *args, **kwargs: func(obj, *args, **kwargs)


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        return partial(_bound(self.func, obj, cls), *self.args, **self.keywords)


def reduce(function, iterable, initial=_MISSING, /):
    it = iter(iterable)
    if initial is _MISSING:
        initial = next(it, _MISSING)
        if initial is _MISSING:
            raise TypeError("reduce() of empty iterable with no initial value")
    for element in it:
        initial = function(initial, element)
    return initial


class _CacheInfo(tuple):
    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


def _make_key(args, kwds, typed):
    if not kwds and not typed:
        return args[0] if len(args) == 1 and type(args[0]) in (int, str) else args
    key = (args, tuple(kwds.items()))
    if typed:
        key += (tuple([type(v) for v in args]), tuple([type(v) for v in kwds.values()]))
    return key


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _lru_cache(maxsize, 128, typed)
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda func: _lru_cache(func, maxsize, typed)


def _lru_cache(func, maxsize, typed):
    cache = {}
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        key = _make_key(args, kwds, typed)
        result = cache.get(key, _MISSING)
        if result is not _MISSING:
            hits += 1
            if maxsize is not None:
                del cache[key]
                cache[key] = result
            return result
        misses += 1
        result = func(*args, **kwds)
        if maxsize != 0:
            if maxsize is not None and len(cache) >= maxsize and key not in cache:
                del cache[next(iter(cache))]
            cache[key] = result
        return result

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        cache.clear()

    wrapper.cache_info = lambda: _CacheInfo(hits, misses, maxsize, len(cache))
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, func)


def cache(user_function, /):
    return _lru_cache(user_function, None, False)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        object.__setattr__(instance, self.attrname, value)
        return value


def _from_lt(op):
    def compare(self, other):
        less = type(self).__lt__(self, other)
        if less is NotImplemented:
            return less
        return not less and self != other if op == '__gt__' else less or self == other if op == '__le__' else not less
    return compare


def _from_le(op):
    def compare(self, other):
        less = type(self).__le__(self, other)
        if less is NotImplemented:
            return less
        return not less or self == other if op == '__ge__' else less and self != other if op == '__lt__' else not less
    return compare


def _from_gt(op):
    def compare(self, other):
        more = type(self).__gt__(self, other)
        if more is NotImplemented:
            return more
        return not more and self != other if op == '__lt__' else more or self == other if op == '__ge__' else not more
    return compare


def _from_ge(op):
    def compare(self, other):
        more = type(self).__ge__(self, other)
        if more is NotImplemented:
            return more
        return not more or self == other if op == '__le__' else more and self != other if op == '__gt__' else not more
    return compare


_ORDER = {'__lt__': _from_lt, '__le__': _from_le, '__gt__': _from_gt, '__ge__': _from_ge}


def total_ordering(cls):
    roots = [op for op in _ORDER if any([op in c.__dict__ for c in cls.__mro__ if c is not object])]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for op in _ORDER:
        if op not in roots:
            func = _ORDER[root](op)
            func.__name__ = op
            setattr(cls, op, func)
    return cls


def cmp_to_key(mycmp):
    class K:
        __slots__ = ['obj']

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None
    return K


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for c in cls.__mro__:
            if c in registry:
                return registry[c]
        return func

    def register(cls, f=None):
        if f is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            f = cls
            texts = [t for n, t in getattr(f, '__annotations__', {}).items() if n != 'return']
            if not texts:
                raise TypeError(f"Invalid first argument to `register()`: {f!r}. Use either `@register(some_class)` or plain `@register` on an annotated function.")
            import _raw
            for name in texts[0].split('|') if isinstance(texts[0], str) else texts:
                registry[_raw.resolve(f, name.strip()) if isinstance(name, str) else name] = f
            return f
        registry[cls] = f
        return f

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return _bound(self.dispatcher.dispatch(args[0].__class__), obj, cls)(*args, **kwargs)
        return method
