# Data classes. Adapted from CPython 3.14, PSF License 2.0.
import copy


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


class _KwOnly:
    pass


MISSING = _Missing()
KW_ONLY = _KwOnly()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc=None):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self.doc = doc
        self._kind = None

    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},'
            f'init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r})')


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING, doc=None):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def _kind(text):
    text = text if isinstance(text, str) else getattr(text, '__name__', '')
    head = text.strip().strip('\'"').split('[')[0].split('.')[-1]
    return head if head in ('ClassVar', 'InitVar', 'KW_ONLY') else 'field'


def _listed(names):
    names = [f"'{n}'" for n in names]
    return names[0] if len(names) == 1 else ' and '.join(names) if len(names) == 2 else ', '.join(names[:-1]) + ', and ' + names[-1]


def _s(n):
    return '' if n == 1 else 's'


def _init(cls, fields, frozen):
    taken = [f for f in fields if f.init]
    positional = [f for f in taken if not f.kw_only]
    keyword = [f for f in taken if f.kw_only]
    seen_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f.name
        elif seen_default is not None:
            raise TypeError(f'non-default argument {f.name!r} follows default argument {seen_default!r}')
    names = tuple([f.name for f in positional])
    known = set([f.name for f in taken])
    required = len([f for f in positional if f.default is MISSING and f.default_factory is MISSING])
    post = hasattr(cls, '__post_init__')
    passed = [f.name for f in fields if f._kind == 'InitVar']
    plain = not keyword and not post and not frozen and len(positional) == len(fields) and not passed
    put = object.__setattr__ if frozen else setattr
    what = f"{cls.__qualname__}.__init__()"

    def wrong(args, kwargs):
        if len(args) > len(names):
            n = len(names) + 1
            most = f"from {required + 1} to {n}" if required < len(names) else f"{n}"
            raise TypeError(f"{what} takes {most} positional argument{_s(n)} but {len(args) + 1} were given")
        for name in kwargs:
            if name not in known:
                raise TypeError(f"{what} got an unexpected keyword argument '{name}'")
        for name in names[:len(args)]:
            if name in kwargs:
                raise TypeError(f"{what} got multiple values for argument '{name}'")
        for kind, group in (('positional', positional[len(args):]), ('keyword-only', keyword)):
            missing = [f.name for f in group if f.name not in kwargs and f.default is MISSING and f.default_factory is MISSING]
            if missing:
                raise TypeError(f"{what} missing {len(missing)} required {kind} argument{_s(len(missing))}: {_listed(missing)}")

    def __init__(self, /, *args, **kwargs):
        if plain and len(args) == len(names) and not kwargs:
            for name, value in zip(names, args):
                setattr(self, name, value)
            return
        wrong(args, kwargs)
        given = dict(zip(names, args))
        given.update(kwargs)
        extra = []
        for f in fields:
            name = f.name
            if name in given:
                value = given[name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            elif f.default is not MISSING:
                if not f.init:
                    continue
                value = f.default
            else:
                continue
            if f._kind == 'InitVar':
                extra.append(value)
            else:
                put(self, name, value)
        if post:
            self.__post_init__(*extra)
    return __init__


_shown = set()


def _repr(names):
    def __repr__(self):
        key = id(self)
        if key in _shown:
            return '...'
        _shown.add(key)
        try:
            return self.__class__.__qualname__ + '(' + ', '.join([f"{n}={getattr(self, n)!r}" for n in names]) + ')'
        finally:
            _shown.discard(key)
    return __repr__


def _values(self, names):
    return tuple([getattr(self, n) for n in names])


def _eq(names):
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is self.__class__:
            return _values(self, names) == _values(other, names)
        return NotImplemented
    return __eq__


def _order(names):
    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) < _values(other, names)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) <= _values(other, names)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) > _values(other, names)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return _values(self, names) >= _values(other, names)
        return NotImplemented
    return __lt__, __le__, __gt__, __ge__


def _hash(names):
    def __hash__(self):
        return hash(_values(self, names))
    return __hash__


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__


def _own_fields(cls, kw_only):
    own = []
    keyword = kw_only
    for name, text in cls.__dict__.get('__annotations__', {}).items():
        kind = _kind(text)
        if kind == 'KW_ONLY':
            keyword = True
            continue
        default = cls.__dict__.get(name, MISSING)
        f = default if isinstance(default, Field) else field(default=default)
        f.name = name
        f.type = text
        f._kind = kind
        if kind == 'ClassVar':
            if f.default_factory is not MISSING:
                raise TypeError(f'field {name} cannot have a default factory')
            continue
        if f.kw_only is MISSING:
            f.kw_only = keyword
        if isinstance(f.default, (list, dict, set)):
            raise ValueError(f'mutable default {type(f.default)} for field {name} is not allowed: use default_factory')
        if isinstance(default, Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
        own.append(f)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return own


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)
    return wrap if cls is None else wrap(cls)


def _set_new(cls, name, value):
    if name in cls.__dict__:
        return True
    value.__name__ = name
    value.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, value)
    return False


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only):
    fields = {}
    any_frozen = has_base = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get('__dataclass_fields__')
        if inherited is not None:
            has_base = True
            fields.update(inherited)
            if base.__dataclass_params__['frozen']:
                any_frozen = True
            elif frozen:
                raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    if any_frozen and not frozen:
        raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
    for f in _own_fields(cls, kw_only):
        fields[f.name] = f
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    has_hash = '__hash__' in cls.__dict__ and not (cls.__dict__['__hash__'] is None and '__eq__' in cls.__dict__)
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = {'frozen': frozen}
    every = list(fields.values())
    real = [f for f in every if f._kind == 'field']
    if init:
        _set_new(cls, '__init__', _init(cls, every, frozen))
    if repr:
        _set_new(cls, '__repr__', _repr([f.name for f in real if f.repr]))
    compared = [f.name for f in real if f.compare]
    if eq:
        _set_new(cls, '__eq__', _eq(compared))
    if order:
        for name, method in zip(('__lt__', '__le__', '__gt__', '__ge__'), _order(compared)):
            if _set_new(cls, name, method):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering')
    if frozen:
        for name in ('__setattr__', '__delattr__'):
            if name in cls.__dict__:
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
        _freeze(cls, set(fields))
    hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if has_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        cls.__hash__ = _hash(hashed)
    elif eq and not has_hash:
        cls.__hash__ = _hash(hashed) if frozen else None
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in every if f.init and not f.kw_only])
    if '__replace__' not in cls.__dict__:
        cls.__replace__ = _replace
    return cls


def fields(class_or_instance):
    found = getattr(class_or_instance, '__dataclass_fields__', None)
    if found is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([f for f in found.values() if f._kind == 'field'])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')


def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory)


def _convert(obj, factory):
    if _is_instance(obj):
        pairs = [(f.name, _convert(getattr(obj, f.name), factory)) for f in fields(obj)]
        return factory([v for _, v in pairs]) if factory in (tuple, list) else factory(pairs)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_convert(v, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_convert(v, factory) for v in obj])
    if isinstance(obj, dict):
        pairs = [(_convert(k, factory), _convert(v, factory)) for k, v in obj.items()]
        if hasattr(obj, 'default_factory'):
            result = type(obj)(obj.default_factory)
            result.update(pairs)
            return result
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return tuple_factory([_convert(getattr(obj, f.name), tuple) for f in fields(obj)])


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in self.__dataclass_fields__.values():
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._kind == 'InitVar' and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    names = {}
    defaults = dict(namespace or {})
    for item in fields:
        if isinstance(item, str):
            names[item] = 'Any'
        else:
            names[item[0]] = getattr(item[1], '__name__', item[1])
            if len(item) == 3:
                defaults[item[0]] = item[2]
    defaults['__annotations__'] = names
    return dataclass(type(cls_name, bases, defaults), **options)
