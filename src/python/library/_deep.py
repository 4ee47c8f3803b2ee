# What builtins and their methods do where they must call the program's own code: natives hand over to the function of their name.
import _raw
import _string

_MISSING = object()
_native_iter = iter
_native_int = int
_native_dict = dict
_sorted_plain = _raw.sort


# Iterators

def map(func, *iterables, strict=False):
    if not iterables:
        raise TypeError("map() must have at least two arguments.")
    if len(iterables) == 1:
        return _map(func, _native_iter(iterables[0]))
    return _map_many(func, zip(*iterables, strict=strict))


def _map(func, it):
    for x in it:
        yield func(x)


def _map_many(func, it):
    for xs in it:
        yield func(*xs)


def filter(func, iterable):
    return _filter(func, _native_iter(iterable))


def _filter(func, it):
    if func is None:
        for x in it:
            if x:
                yield x
    else:
        for x in it:
            if func(x):
                yield x


def enumerate(iterable, start=0):
    return _enumerate(_native_iter(iterable), start)


def _enumerate(it, i):
    for x in it:
        yield i, x
        i += 1


def zip(*iterables, strict=False):
    return _zip([_native_iter(it) for it in iterables], strict)


def _zip(its, strict):
    if not its:
        return
    n = len(its)
    while True:
        xs = []
        for it in its:
            x = next(it, _MISSING)
            if x is _MISSING:
                if strict:
                    if xs:
                        args = f"argument{'' if len(xs) == 1 else 's 1-' + str(len(xs))}"
                        raise ValueError(f"zip() argument {len(xs) + 1} is shorter than {'argument 1' if len(xs) == 1 else args}")
                    for i in range(1, n):
                        if next(its[i], _MISSING) is not _MISSING:
                            raise ValueError(f"zip() argument {i + 1} is longer than {'argument 1' if i == 1 else 'arguments 1-' + str(i)}")
                return
            xs.append(x)
        yield tuple(xs)


def reversed(sequence):
    method = getattr(type(sequence), '__reversed__', None)
    if method is not None:
        return method(sequence)
    if not hasattr(type(sequence), '__getitem__') or not hasattr(type(sequence), '__len__'):
        raise TypeError(f"'{type(sequence).__name__}' object is not reversible")
    return _reversed(sequence)


def _reversed(sequence):
    for i in range(len(sequence) - 1, -1, -1):
        yield sequence[i]


def iter(func, sentinel):
    if not callable(func):
        raise TypeError("iter(v, w): v must be callable")
    return _iter(func, sentinel)


def _iter(func, sentinel):
    while True:
        x = func()
        if x is sentinel or x == sentinel:
            return
        yield x


def any(iterable):
    for x in iterable:
        if x:
            return True
    return False


def all(iterable):
    for x in iterable:
        if not x:
            return False
    return True


def sum(iterable, /, start=0):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    values = list(iterable)
    if _raw.plain_numbers(values, start):
        return _raw.sum(values, start)
    for x in values:
        start = start + x
    return start


def min(*args, key=None, default=_MISSING):
    return _extreme('min', args, key, default, False)


def max(*args, key=None, default=_MISSING):
    return _extreme('max', args, key, default, True)


def _extreme(name, args, key, default, largest):
    if len(args) == 1:
        it = _native_iter(args[0])
    elif not args:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    else:
        if default is not _MISSING:
            raise TypeError(f"Cannot specify a default for {name}() with multiple positional arguments")
        it = _native_iter(args)
    best = next(it, _MISSING)
    if best is _MISSING:
        if default is _MISSING:
            raise ValueError(f"{name}() iterable argument is empty")
        return default
    if key is None:
        for x in it:
            if (x > best) if largest else (x < best):
                best = x
        return best
    value = key(best)
    for x in it:
        k = key(x)
        if (k > value) if largest else (k < value):
            best, value = x, k
    return best


# Sorting

def sorted(iterable, /, *, key=None, reverse=False):
    values = list(iterable)
    list_sort(values, key=key, reverse=reverse)
    return values


def list_sort(self, *, key=None, reverse=False):
    keys = self[:] if key is None else [key(x) for x in self]
    if _sorted_plain(self, keys, reverse):
        return
    order = list(range(len(keys)))
    if reverse:
        order.reverse()
    order = _merge_sort(order, keys)
    if reverse:
        order.reverse()
    self[:] = [self[i] for i in order]


def _merge_sort(order, keys):
    n = len(order)
    width = 1
    while width < n:
        out = []
        for start in range(0, n, 2 * width):
            i, middle, end = start, start + width, start + 2 * width
            if middle > n:
                middle = n
            if end > n:
                end = n
            j = middle
            while i < middle and j < end:
                if keys[order[j]] < keys[order[i]]:
                    out.append(order[j])
                    j += 1
                else:
                    out.append(order[i])
                    i += 1
            out += order[i:middle]
            out += order[j:end]
        order = out
        width *= 2
    return order


# Lists, tuples, ranges: equality is the program's

def list_index(self, value, start=0, stop=9223372036854775807):
    n = len(self)
    if start < 0:
        start += n
        if start < 0:
            start = 0
    if stop < 0:
        stop += n
    if stop > n:
        stop = n
    for i in range(start, stop):
        x = self[i]
        if x is value or x == value:
            return i
    if isinstance(self, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError(f"{value!r} is not in {type(self).__name__}" if not isinstance(self, list) else "list.index(x): x not in list")


tuple_index = deque_index = list_index


def list_count(self, value):
    n = 0
    for x in self:
        if x is value or x == value:
            n += 1
    return n


tuple_count = deque_count = list_count


def list_remove(self, value):
    for i in range(len(self)):
        x = self[i]
        if x is value or x == value:
            del self[i]
            return
    raise ValueError("list.remove(x): x not in list")


def deque_remove(self, value):
    for i in range(len(self)):
        x = self[i]
        if x is value or x == value:
            del self[i]
            return
    raise ValueError("deque.remove(x): x not in deque")


def contains(container, value):
    for x in container:
        if x is value or x == value:
            return True
    return False


def list_extend(self, iterable):
    for x in iterable:
        self.append(x)


def deque_extend(self, iterable):
    for x in list(iterable):
        self.append(x)


def deque_extendleft(self, iterable):
    for x in list(iterable):
        self.appendleft(x)


# Dicts and sets whose keys have a hash and an equality of the program. `_raw.candidates` are the stored keys with that hash.

def _find(table, key, h=None):
    for k in _raw.candidates(table, hash(key) if h is None else h):
        if k is key or k == key:
            return k
    return _MISSING


def dict_getitem(self, key):
    k = _find(self, key)
    if k is _MISSING:
        missing = getattr(type(self), '__missing__', None)
        if missing is not None:
            return missing(self, key)
        raise KeyError(key)
    return _raw.value(self, k)


def dict_setitem(self, key, value):
    h = hash(key)
    k = _find(self, key, h)
    if k is _MISSING:
        _raw.insert(self, key, h, value)
    else:
        _raw.replace(self, k, value)


def dict_delitem(self, key):
    k = _find(self, key)
    if k is _MISSING:
        raise KeyError(key)
    _raw.remove(self, k)


def dict_contains(self, key):
    return _find(self, key) is not _MISSING


def dict_get(self, key, default=None, /):
    k = _find(self, key)
    return default if k is _MISSING else _raw.value(self, k)


def dict_pop(self, key, default=_MISSING, /):
    k = _find(self, key)
    if k is _MISSING:
        if default is _MISSING:
            raise KeyError(key)
        return default
    value = _raw.value(self, k)
    _raw.remove(self, k)
    return value


def dict_setdefault(self, key, default=None, /):
    h = hash(key)
    k = _find(self, key, h)
    if k is _MISSING:
        _raw.insert(self, key, h, default)
        return default
    return _raw.value(self, k)


def dict_update(self, other=(), /, **kwargs):
    if hasattr(other, 'keys'):
        for k in other.keys():
            self[k] = other[k]
    else:
        for i, pair in _enumerate(_native_iter(other), 0):
            pair = list(pair)
            if len(pair) != 2:
                raise ValueError(f"dictionary update sequence element #{i} has length {len(pair)}; 2 is required")
            self[pair[0]] = pair[1]
    for k in kwargs:
        self[k] = kwargs[k]


def dict_fromkeys(cls, iterable, value=None, /):
    d = cls()
    for k in iterable:
        d[k] = value
    return d


def dict_eq(a, b):
    if len(a) != len(b):
        return False
    for k in a:
        v = b.get(k, _MISSING)
        if v is _MISSING or not (v is a[k] or v == a[k]):
            return False
    return True


def dict_or(a, b):
    d = a.copy()
    d.update(b)
    return d


def set_add(self, x):
    h = hash(x)
    if _find(self, x, h) is _MISSING:
        _raw.insert(self, x, h, None)


def set_contains(self, x):
    return _find(self, x) is not _MISSING


def set_discard(self, x):
    k = _find(self, x)
    if k is not _MISSING:
        _raw.remove(self, k)


def set_remove(self, x):
    k = _find(self, x)
    if k is _MISSING:
        raise KeyError(x)
    _raw.remove(self, k)


def set_update(self, *others):
    for other in others:
        for x in list(other):
            self.add(x)


def set_new(cls, iterable=()):
    s = set()
    for x in iterable:
        s.add(x)
    return s if cls is set else _raw.freeze(cls, s)


def _same(self, s):
    return s if isinstance(self, set) else _raw.freeze(frozenset, s)


def set_union(self, *others):
    s = set()
    set_update(s, self, *others)
    return _same(self, s)


def set_intersection(self, *others):
    s = set()
    others = [o if isinstance(o, (set, frozenset, _native_dict)) else set_new(set, o) for o in others]
    for x in self:
        if all([x in o for o in others]):
            s.add(x)
    return _same(self, s)


def set_difference(self, *others):
    s = set()
    others = [o if isinstance(o, (set, frozenset, _native_dict)) else set_new(set, o) for o in others]
    for x in self:
        if not any([x in o for o in others]):
            s.add(x)
    return _same(self, s)


def set_symmetric_difference(self, other):
    s = set()
    other = set_new(set, other)
    for x in self:
        if x not in other:
            s.add(x)
    for x in other:
        if x not in self:
            s.add(x)
    return _same(self, s)


def _assign(self, s):
    self.clear()
    set_update(self, s)


def set_intersection_update(self, *others):
    _assign(self, list(set_intersection(self, *others)))


def set_difference_update(self, *others):
    _assign(self, list(set_difference(self, *others)))


def set_symmetric_difference_update(self, other):
    _assign(self, list(set_symmetric_difference(self, other)))


def set_issubset(self, other):
    other = other if isinstance(other, (set, frozenset, _native_dict)) else set_new(set, other)
    for x in self:
        if x not in other:
            return False
    return True


def set_issuperset(self, other):
    for x in other:
        if x not in self:
            return False
    return True


def set_isdisjoint(self, other):
    for x in other:
        if x in self:
            return False
    return True


def set_eq(a, b):
    return len(a) == len(b) and set_issubset(a, b)


# Text

def print(*args, sep=' ', end='\n', file=None, flush=False):
    text = (' ' if sep is None else sep).join([str(a) for a in args]) + ('\n' if end is None else end)
    if file is None:
        import sys
        file = sys.stdout
    file.write(text)


def str_join(self, iterable):
    return self.join(list(iterable))


def str_format(self, *args, **kwargs):
    return _vformat(self, args, kwargs, 0, 2)[0]


def str_format_map(self, mapping):
    return _vformat(self, (), mapping, 0, 2)[0]


def _vformat(text, args, kwargs, auto, depth):
    if depth < 0:
        raise ValueError("Max string recursion exceeded")
    out = []
    for literal, name, spec, conversion in _string.formatter_parser(text):
        if literal:
            out.append(literal)
        if name is None:
            continue
        first, rest = _string.formatter_field_name_split(name)
        if first == '':
            if auto is None:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            first = auto
            auto += 1
        elif isinstance(first, _native_int):
            if auto:
                raise ValueError("cannot switch from automatic field numbering to manual field specification")
            auto = None
        if isinstance(first, _native_int):
            if first >= len(args):
                raise IndexError(f"Replacement index {first} out of range for positional args tuple")
            x = args[first]
        else:
            x = kwargs[first]
        for is_attribute, i in rest:
            x = getattr(x, i) if is_attribute else x[i]
        if conversion == 's':
            x = str(x)
        elif conversion == 'r':
            x = repr(x)
        elif conversion == 'a':
            x = ascii(x)
        spec, auto = _vformat(spec, args, kwargs, auto, depth - 1) if spec else ('', auto)
        out.append(format(x, spec))
    return ''.join(out), auto


def str_mod(self, values):
    # `%`: what is shown by %s, %r, %a becomes text here; the native does the rest.
    fmt = []
    given = list(values) if isinstance(values, tuple) else None
    shown = {}
    at = used = i = 0
    n = len(self)
    while True:
        i = self.find('%', at)
        if i < 0 or i + 1 >= n:
            fmt.append(self[at:])
            break
        j = i + 1
        key = None
        if self[j] == '(':
            end = self.find(')', j)
            if end < 0:
                raise ValueError("incomplete format key")
            key = self[j + 1:end]
            j = end + 1
        while j < n and self[j] in '#0- +123456789.*hlL':
            if self[j] == '*':
                used += 1
            j += 1
        kind = self[j] if j < n else ''
        if kind and kind in 'sra':
            show = str if kind == 's' else repr if kind == 'r' else ascii
            if key is not None:
                new = f"{key}\0{kind}"
                shown[new] = show(values[key])
                fmt.append(f"{self[at:i]}%({new}){self[end + 1:j]}s")
            elif given is None:
                values = show(values)
                fmt.append(f"{self[at:j]}s")
            else:
                if used < len(given):
                    given[used] = show(given[used])
                fmt.append(f"{self[at:j]}s")
        else:
            if key is not None:
                shown[key] = values[key]
            fmt.append(self[at:j + 1])
        if kind != '%':
            used += 1
        at = j + 1
    return ''.join(fmt) % (shown if shown else values if given is None else tuple(given))


# Numbers

def round(number, ndigits=None):
    method = getattr(type(number), '__round__', None)
    if method is None:
        raise TypeError(f"type {type(number).__name__} doesn't define __round__ method")
    return method(number) if ndigits is None else method(number, ndigits)


def int(x=0, *base):
    for name in ('__int__', '__index__', '__trunc__'):
        method = getattr(type(x), name, None)
        if method is not None:
            return method(x)
    raise TypeError(f"int() argument must be a string, a bytes-like object or a real number, not '{type(x).__name__}'")


def float(x=0.0):
    method = getattr(type(x), '__float__', None)
    if method is None:
        method = getattr(type(x), '__index__', None)
        if method is None:
            raise TypeError(f"float() argument must be a string or a real number, not '{type(x).__name__}'")
        return method(x) / 1
    return method(x)


def divmod(a, b):
    method = getattr(type(a), '__divmod__', None)
    if method is not None:
        result = method(a, b)
        if result is not NotImplemented:
            return result
    method = getattr(type(b), '__rdivmod__', None)
    if method is not None:
        result = method(b, a)
        if result is not NotImplemented:
            return result
    raise TypeError(f"unsupported operand type(s) for divmod(): '{type(a).__name__}' and '{type(b).__name__}'")


def abs(x):
    method = getattr(type(x), '__abs__', None)
    if method is None:
        raise TypeError(f"bad operand type for abs(): '{type(x).__name__}'")
    return method(x)


def anext(iterator, default):
    return _anext(iterator.__anext__(), default)


async def _anext(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


def dir(obj):
    method = getattr(type(obj), '__dir__', None)
    return sorted(method(obj))


# What the machine asks for beside methods

def dict(*args, **kwargs):
    made = {}
    dict_update(made, *args, **kwargs)
    return made


def eq(a, b, _=None):
    # Lists, tuples, dicts, sets that hold objects with an equality of their own.
    if isinstance(a, _native_dict):
        return dict_eq(a, b)
    if isinstance(a, (set, frozenset)):
        return set_eq(a, b)
    if len(a) != len(b):
        return False
    for i in range(len(a)):
        if not (a[i] is b[i] or a[i] == b[i]):
            return False
    return True


def less(a, b, or_equal):
    if isinstance(a, (set, frozenset)):
        return (or_equal or len(a) < len(b)) and set_issubset(a, b)
    n = min([len(a), len(b)])
    for i in range(n):
        x, y = a[i], b[i]
        if not (x is y or x == y):
            return x <= y if or_equal else x < y
    return len(a) <= len(b) if or_equal else len(a) < len(b)


def greater(a, b, or_equal):
    if isinstance(a, (set, frozenset)):
        return less(b, a, or_equal)
    n = min([len(a), len(b)])
    for i in range(n):
        x, y = a[i], b[i]
        if not (x is y or x == y):
            return x >= y if or_equal else x > y
    return len(a) >= len(b) if or_equal else len(a) > len(b)


def hash_tuple(values):
    return _raw.hash_tuple([hash(x) for x in values])


_shown = []


def object___repr__(self):
    # What `dict.__repr__(d)` and its like say of a container that holds objects of the program.
    if any([self is other for other in _shown]):
        return '{...}' if isinstance(self, _native_dict) else '(...)' if isinstance(self, tuple) else '[...]'
    _shown.append(self)
    try:
        if isinstance(self, _native_dict):
            return '{' + ', '.join([f'{k!r}: {v!r}' for k, v in self.items()]) + '}'
        items = [repr(x) for x in self]
        if isinstance(self, tuple):
            return '(' + ', '.join(items) + (',)' if len(items) == 1 else ')')
        if isinstance(self, list):
            return '[' + ', '.join(items) + ']'
        return f"{type(self).__name__}({{{', '.join(items)}}})"
    finally:
        _shown.pop()


dict___repr__ = list___repr__ = tuple___repr__ = set___repr__ = frozenset___repr__ = object___repr__


def iter_sequence(obj):
    # An iterator over what has only `__getitem__`.
    i = 0
    while True:
        try:
            x = obj[i]
        except IndexError:
            return
        yield x
        i += 1


def list_setslice(self, part, value):
    self[part] = list(value)


def list_iadd(self, other):
    self.extend(list(other))
    return self


def deque_iadd(self, other):
    self.extend(list(other))
    return self


def match_keys(subject, keys):
    values = []
    for key in keys:
        value = subject.get(key, _MISSING)
        if value is _MISSING:
            return None
        values.append(value)
    return tuple(values)


def match_attributes(subject, values, names):
    # The values are `...` where an attribute has to be asked for.
    names = list(names)
    for i in range(len(values)):
        if values[i] is ... and names:
            value = getattr(subject, names.pop(0), _MISSING)
            if value is _MISSING:
                return None
            values[i] = value
    return tuple(values)


def _derived(group, parts):
    if not parts:
        return None
    made = group.derive(parts)
    made.__cause__ = group.__cause__
    made.__context__ = group.__context__
    made.__suppress_context__ = group.__suppress_context__
    for note in getattr(group, '__notes__', ()):
        made.add_note(note)
    return made


def BaseExceptionGroup_split(self, condition):
    # By a function of the program.
    if condition(self):
        return self, None
    yes, no = [], []
    for e in self.exceptions:
        if isinstance(e, BaseExceptionGroup):
            a, b = BaseExceptionGroup_split(e, condition)
        else:
            a, b = (e, None) if condition(e) else (None, e)
        if a is not None:
            yes.append(a)
        if b is not None:
            no.append(b)
    return _derived(self, yes), _derived(self, no)


def BaseExceptionGroup_subgroup(self, condition):
    return BaseExceptionGroup_split(self, condition)[0]


def os_error_str(args):
    return f"[Errno {args[0]}] {args[1]}"


# The same by the names of special methods

dict___getitem__, dict___setitem__, dict___delitem__, dict___contains__ = dict_getitem, dict_setitem, dict_delitem, dict_contains
dict___eq__, dict___or__ = dict_eq, dict_or
list___contains__ = tuple___contains__ = deque___contains__ = contains
list___iadd__, deque___iadd__, str___mod__ = list_iadd, deque_iadd, str_mod
set___contains__ = frozenset___contains__ = frozenset_contains = set_contains
set___eq__ = frozenset___eq__ = frozenset_eq = set_eq
set___or__ = frozenset___or__ = frozenset_union = set_union
set___and__ = frozenset___and__ = frozenset_intersection = set_intersection
set___sub__ = frozenset___sub__ = frozenset_difference = set_difference
set___xor__ = frozenset___xor__ = frozenset_symmetric_difference = set_symmetric_difference
set___le__ = frozenset___le__ = frozenset_issubset = set_issubset
set___ge__ = frozenset___ge__ = frozenset_issuperset = set_issuperset
frozenset_isdisjoint = dict_keys_isdisjoint = dict_items_isdisjoint = set_isdisjoint
