# The abstract containers: tests of what an object can do, and what they add to a class. Adapted from CPython 3.14, PSF License 2.0.
from abc import ABCMeta, abstractmethod


def _has(C, *methods):
    for method in methods:
        if getattr(C, method, None) is None:
            return NotImplemented
    return True


def _like(*methods):
    # A class that every class with these methods belongs to.
    def hook(cls, C):
        return _has(C, *methods) if '__subclasshook__' in cls.__dict__ else NotImplemented
    return classmethod(hook)


class _Base(metaclass=ABCMeta):
    __slots__ = ()

    def __class_getitem__(cls, item):
        return cls


class Hashable(_Base):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is not Hashable:
            return NotImplemented
        for B in C.__mro__:
            if B in (list, dict, set):
                return NotImplemented
            if '__hash__' in B.__dict__:
                return NotImplemented if B.__dict__['__hash__'] is None else True
        return True


class Awaitable(_Base):
    __subclasshook__ = _like('__await__')

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable):
    __subclasshook__ = _like('__await__', 'send', 'throw', 'close')


class AsyncIterable(_Base):
    __subclasshook__ = _like('__aiter__')

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable):
    __subclasshook__ = _like('__anext__', '__aiter__')

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    __subclasshook__ = _like('__aiter__', '__anext__', 'asend', 'athrow', 'aclose')


class Iterable(_Base):
    __subclasshook__ = _like('__iter__')

    @abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable):
    __subclasshook__ = _like('__iter__', '__next__')

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    __subclasshook__ = _like('__reversed__', '__iter__')


class Generator(Iterator):
    __subclasshook__ = _like('__iter__', '__next__', 'send', 'throw', 'close')


class Sized(_Base):
    __subclasshook__ = _like('__len__')

    @abstractmethod
    def __len__(self):
        return 0


class Container(_Base):
    __subclasshook__ = _like('__contains__')

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    __subclasshook__ = _like('__len__', '__iter__', '__contains__')


class _CallableMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        return callable(instance) if cls is Callable else ABCMeta.__instancecheck__(cls, instance)


class Callable(_Base, metaclass=_CallableMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return any(['__call__' in B.__dict__ for B in C.__mro__]) or NotImplemented


class Buffer(_Base):
    pass


class Sequence(Reversible, Collection):
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        for v in self:
            if v is value or v == value:
                return True
        return False

    def __reversed__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self[i]

    def index(self, value, start=0, stop=None):
        for i, v in enumerate(self):
            if i >= start and (stop is None or i < stop) and (v is value or v == value):
                return i
        raise ValueError

    def count(self, value):
        return sum([1 for v in self if v is value or v == value])


class MutableSequence(Sequence):
    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        for v in list(values):
            self.append(v)

    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class ByteString(Sequence):
    pass


class Set(Collection):
    def __le__(self, other):
        return len(self) <= len(other) and all([e in other for e in self])

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other)

    def __ge__(self, other):
        return len(self) >= len(other) and all([e in self for e in other])

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other)

    def __eq__(self, other):
        return isinstance(other, Set) and len(self) == len(other) and self.__le__(other)

    __hash__ = None

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __and__(self, other):
        return self._from_iterable([v for v in other if v in self])

    def __or__(self, other):
        return self._from_iterable([v for s in (self, other) for v in s])

    def __sub__(self, other):
        return self._from_iterable([v for v in self if v not in other])

    def __xor__(self, other):
        return (self - other) | (other - self)

    def isdisjoint(self, other):
        return not any([v in self for v in other])


class MutableSet(Set):
    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self


class Mapping(Collection):
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return list(self)

    def items(self):
        return [(k, self[k]) for k in self]

    def values(self):
        return [self[k] for k in self]

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    __hash__ = None


class MutableMapping(Mapping):
    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        for k, v in dict(other, **kwds).items():
            self[k] = v

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class MappingView(Sized):
    pass


class KeysView(MappingView, Set):
    pass


class ItemsView(MappingView, Set):
    pass


class ValuesView(MappingView, Collection):
    pass


for _c in (list, tuple, str, range, bytes):
    Sequence.register(_c)
MutableSequence.register(list)
Set.register(frozenset)
MutableSet.register(set)
Set.register(set)
Mapping.register(dict)
MutableMapping.register(dict)
from _collections import deque as _deque
MutableSequence.register(_deque)
Sequence.register(_deque)
KeysView.register(type({}.keys()))
ItemsView.register(type({}.items()))
ValuesView.register(type({}.values()))
