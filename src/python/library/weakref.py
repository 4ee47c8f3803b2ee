# References that keep nothing alive.
from _weakref import ref

ReferenceType = ref


class WeakSet:
    def __init__(self, data=()):
        self._refs = []
        for x in data:
            self.add(x)

    def _live(self):
        live = [x for x in [r() for r in self._refs] if x is not None]
        self._refs = [ref(x) for x in live]
        return live

    def add(self, item):
        if item not in self._live():
            self._refs.append(ref(item))

    def discard(self, item):
        self._refs = [ref(x) for x in self._live() if x != item]

    def remove(self, item):
        if item not in self._live():
            raise KeyError(item)
        self.discard(item)

    def clear(self):
        self._refs.clear()

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())

    def __contains__(self, item):
        return item in self._live()


class WeakValueDictionary:
    def __init__(self, other=(), /, **kwargs):
        self._data = {}
        for k, v in dict(other, **kwargs).items():
            self[k] = v

    def _live(self):
        live = {}
        for k, r in list(self._data.items()):
            x = r()
            if x is None:
                del self._data[k]
            else:
                live[k] = x
        return live

    def __setitem__(self, key, value):
        self._data[key] = ref(value)

    def __getitem__(self, key):
        x = self._data[key]()
        if x is None:
            raise KeyError(key)
        return x

    def __delitem__(self, key):
        del self._data[key]

    def __contains__(self, key):
        return self.get(key) is not None

    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return iter(self._live())

    def get(self, key, default=None):
        r = self._data.get(key)
        x = None if r is None else r()
        return default if x is None else x

    def setdefault(self, key, default=None):
        x = self.get(key)
        if x is None:
            self[key] = x = default
        return x

    def pop(self, key, *default):
        x = self.get(key)
        self._data.pop(key, None)
        if x is None:
            if default:
                return default[0]
            raise KeyError(key)
        return x

    def keys(self):
        return self._live().keys()

    def values(self):
        return self._live().values()

    def items(self):
        return self._live().items()


class WeakKeyDictionary:
    def __init__(self, other=()):
        self._data = []
        for k, v in dict(other).items():
            self[k] = v

    def _live(self):
        live = [(k, v) for k, v in [(r(), v) for r, v in self._data] if k is not None]
        self._data = [(ref(k), v) for k, v in live]
        return live

    def __setitem__(self, key, value):
        self._data = [(ref(k), v) for k, v in self._live() if k != key] + [(ref(key), value)]

    def __getitem__(self, key):
        for k, v in self._live():
            if k == key:
                return v
        raise KeyError(key)

    def __delitem__(self, key):
        self[key]
        self._data = [(ref(k), v) for k, v in self._live() if k != key]

    def __contains__(self, key):
        return key in [k for k, _ in self._live()]

    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return iter([k for k, _ in self._live()])

    def get(self, key, default=None):
        return self[key] if key in self else default

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def keys(self):
        return iter(self)

    def values(self):
        return [v for _, v in self._live()]

    def items(self):
        return self._live()
