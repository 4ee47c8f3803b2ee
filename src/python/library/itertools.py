# Iterators.
_MISSING = object()


class count:
    def __init__(self, start=0, step=1):
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        return f"count({self._next!r})" if self._step == 1 and isinstance(self._step, int) else f"count({self._next!r}, {self._step!r})"


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(0, times)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __len__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left})"


class chain:
    def __init__(self, *iterables):
        self._it = _flat(iterables)

    @classmethod
    def from_iterable(cls, iterables):
        self = cls()
        self._it = _flat(iterables)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._it)


def _flat(iterables):
    for it in iterables:
        yield from it


def cycle(iterable):
    return _cycle(iter(iterable))


def _cycle(it):
    saved = []
    for x in it:
        yield x
        saved.append(x)
    while saved:
        for x in saved:
            yield x


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(it, func, total):
    if total is None:
        total = next(it, _MISSING)
        if total is _MISSING:
            return
    yield total
    for x in it:
        total = total + x if func is None else func(total, x)
        yield total


def islice(iterable, *args):
    s = slice(*args)
    for n, what in ((s.start, 'Indices'), (s.stop, 'Stop argument' if len(args) == 1 else 'Indices'), (s.step, 'Step')):
        if n is not None and (not isinstance(n, int) or n < 0 or what == 'Step' and n == 0):
            if what == 'Step':
                raise ValueError("Step for islice() must be a positive integer or None.")
            raise ValueError(f"{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    return _islice(iter(iterable), s.start or 0, s.stop, s.step or 1)


def _islice(it, start, stop, step):
    i = 0
    while stop is None or i < stop:
        if i >= start and (i - start) % step == 0:
            x = next(it, _MISSING)
            if x is _MISSING:
                return
            yield x
        elif next(it, _MISSING) is _MISSING:
            return
        i += 1


def takewhile(predicate, iterable):
    for x in iterable:
        if not predicate(x):
            return
        yield x


def dropwhile(predicate, iterable):
    it = iter(iterable)
    for x in it:
        if not predicate(x):
            yield x
            break
    for x in it:
        yield x


def filterfalse(predicate, iterable):
    for x in iterable:
        if not (x if predicate is None else predicate(x)):
            yield x


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def compress(data, selectors):
    for x, keep in zip(data, selectors):
        if keep:
            yield x


def pairwise(iterable):
    it = iter(iterable)
    a = next(it, _MISSING)
    if a is _MISSING:
        return
    for b in it:
        yield a, b
        a = b


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError('n must be at least one')
    return _batched(iter(iterable), n, strict)


def _batched(it, n, strict):
    batch = []
    for x in it:
        batch.append(x)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        if strict:
            raise ValueError('batched(): incomplete batch')
        yield tuple(batch)


class groupby:
    def __init__(self, iterable, key=None):
        self._it = iter(iterable)
        self._key = key
        self._target = self._current = _MISSING
        self._value = None
        self._id = 0

    def __iter__(self):
        return self

    def _advance(self):
        self._value = next(self._it, _MISSING)
        if self._value is _MISSING:
            raise StopIteration
        self._current = self._value if self._key is None else self._key(self._value)

    def __next__(self):
        self._id += 1
        while self._current is self._target or self._current == self._target:
            self._advance()
        self._target = self._current
        return self._current, self._grouper(self._target, self._id)

    def _grouper(self, target, id):
        while self._id == id and self._current == target:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                self._current = self._target = _MISSING
                return


def product(*iterables, repeat=1):
    return _product([tuple(it) for it in iterables] * repeat)


def _product(pools):
    n = len(pools)
    if any([not pool for pool in pools]):
        return
    at = [0] * n
    while True:
        yield tuple([pool[i] for pool, i in zip(pools, at)])
        for k in range(n - 1, -1, -1):
            at[k] += 1
            if at[k] < len(pools[k]):
                break
            at[k] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    return _permutations(pool, len(pool) if r is None else r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple([pool[i] for i in indices[:r]])
    while n:
        for i in range(r - 1, -1, -1):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield tuple([pool[i] for i in indices[:r]])
                break
        else:
            return


def combinations(iterable, r):
    return _combinations(tuple(iterable), r, False)


def combinations_with_replacement(iterable, r):
    return _combinations(tuple(iterable), r, True)


def _combinations(pool, r, again):
    n = len(pool)
    if not again and r > n or again and not n and r:
        return
    indices = [0] * r if again else list(range(r))
    while True:
        yield tuple([pool[i] for i in indices])
        for i in range(r - 1, -1, -1):
            if indices[i] != (n - 1 if again else i + n - r):
                break
        else:
            return
        first = indices[i] + 1
        for j in range(i, r):
            indices[j] = first if again else first + j - i


def zip_longest(*iterables, fillvalue=None):
    its = [iter(it) for it in iterables]
    left = len(its)
    while left:
        values = []
        for i, it in enumerate(its):
            x = fillvalue if it is None else next(it, _MISSING)
            if x is _MISSING:
                its[i] = None
                left -= 1
                if not left:
                    return
                x = fillvalue
            values.append(x)
        yield tuple(values)


def tee(iterable, n=2):
    from _collections import deque
    it = iter(iterable)
    lists = [deque() for _ in range(n)]
    return tuple([_tee(it, lists, own) for own in lists])


def _tee(it, lists, own):
    while True:
        if not own:
            x = next(it, _MISSING)
            if x is _MISSING:
                return
            for other in lists:
                other.append(x)
        yield own.popleft()
