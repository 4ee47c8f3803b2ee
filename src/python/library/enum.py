# Enumerations.
class auto:
    # Its value comes when the class is made; until then an expression of it is kept as one.
    def __init__(self, value=None, get=None):
        self.value = value
        self._get = get

    def get(self):
        return self.value if self._get is None else self._get()

    def __or__(self, other):
        return auto(get=lambda: self.get() | (other.get() if isinstance(other, auto) else other))

    def __and__(self, other):
        return auto(get=lambda: self.get() & (other.get() if isinstance(other, auto) else other))

    def __xor__(self, other):
        return auto(get=lambda: self.get() ^ (other.get() if isinstance(other, auto) else other))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


_DESCRIPTORS = ('function', 'property', 'classmethod', 'staticmethod', 'builtin_function_or_method', 'method_descriptor')


def _plain(name, value):
    # Whether a name of the class body is no member.
    if name[:2] == '__' and name[-2:] == '__' or name[:1] == '_' and name[-1:] == '_':
        return True
    return isinstance(value, nonmember) or type(value).__name__ in _DESCRIPTORS or hasattr(value, '__get__') or hasattr(value, '__set__')


class EnumType(type):
    def __init__(cls, name, bases, namespace, **kwargs):
        cls._member_map_ = {}
        cls._by_value = {}
        cls._member_names_ = []
        for base in bases:
            if getattr(base, '_member_names_', None):
                raise TypeError(f"<enum '{name}'> cannot extend {base!r}")
        kind = object
        for c in cls.__mro__:
            if c in (int, str, float, bytes, tuple):
                kind = c
                break
        cls._member_type_ = kind
        if kind is not object and '_is_base_' not in namespace:
            for method in ('__repr__', '__str__', '__format__'):
                if method not in namespace:
                    setattr(cls, method, getattr(bases[-1], method))
        own = None
        for c in cls.__mro__:
            if not isinstance(c, EnumType):
                continue
            if '__new__' in c.__dict__ and c.__dict__.get('_is_base_') is not True:
                own = c.__dict__['__new__']
                own = getattr(own, '__func__', own)
                break
        values = []
        for key, value in list(namespace.items()):
            if _plain(key, value):
                if isinstance(value, nonmember):
                    setattr(cls, key, value.value)
                continue
            if isinstance(value, member):
                value = value.value
            value = cls._fill(key, value, values)
            values.append(value[0] if isinstance(value, tuple) and len(value) == 1 else value)
            cls._add(key, value, kind, own)

    def _fill(cls, key, value, values):
        def next_value():
            return cls._generate_next_value_(key, 1, len(values), values[:])
        if isinstance(value, auto):
            if value._get is not None:
                return value.get()
            if value.value is None:
                value.value = next_value()
            return value.value
        if isinstance(value, tuple) and any([isinstance(v, auto) for v in value]):
            return tuple([next_value() if isinstance(v, auto) else v for v in value])
        return value

    def _add(cls, key, value, kind, own):
        args = value if isinstance(value, tuple) and kind is not tuple else (value,)
        if own is not None:
            self = own(cls, *args)
            if not hasattr(self, '_value_'):
                self._value_ = value if kind is object else kind(*args)
        elif kind is object:
            self = object.__new__(cls)
            self._value_ = value
        else:
            self = kind.__new__(cls, *args)
            self._value_ = kind(*args)
        self._name_ = key
        self._sort_order_ = len(cls._member_names_)
        init = getattr(cls, '__init__', None)
        if init is not _enum_init() and init is not object.__init__ and init is not kind.__init__:
            self.__init__(*args)
        found = cls._find(self._value_)
        if found is not None:
            self = found
        else:
            number = self._value_
            if not cls._flag_ or number and number & (number - 1) == 0:
                cls._member_names_.append(key)
            try:
                cls._by_value[self._value_] = self
            except TypeError:
                pass
        cls._member_map_[key] = self
        setattr(cls, key, self)

    def _find(cls, value):
        try:
            found = cls._by_value.get(value)
        except TypeError:
            found = None
        if found is None:
            for m in cls._member_map_.values():
                if m._value_ == value:
                    return m
        return found

    def __call__(cls, *values, names=None, **kwargs):
        if not cls._member_map_ and (names is not None or len(values) > 1):
            return _functional(cls, values[0], values[1] if len(values) > 1 else names, **kwargs)
        value = values[0] if len(values) == 1 else values
        if isinstance(value, cls):
            return value
        found = cls._find(value)
        if found is None:
            found = cls._missing_(value)
            if found is None:
                raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            if not isinstance(found, cls):
                raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")
        return found

    def __iter__(cls):
        return iter([cls._member_map_[n] for n in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[n] for n in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        return isinstance(value, cls) or cls._find(value) is not None

    def __repr__(cls):
        return f"<{'flag' if issubclass(cls, Flag) else 'enum'} '{cls.__name__}'>"

    @property
    def __members__(cls):
        return dict(cls._member_map_)


EnumMeta = EnumType


def _enum_init():
    return Enum.__init__


def _functional(base, name, names, start=1, **kwargs):
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    pairs = names.items() if hasattr(names, 'items') else names
    body = {}
    values = []
    for item in pairs:
        if isinstance(item, str):
            item = item, base._generate_next_value_(item, start, len(values), values[:])
        body[item[0]] = item[1]
        values.append(item[1])
    return EnumType(name, (base,), body)


class Enum(metaclass=EnumType):
    _is_base_ = True
    _flag_ = False

    def __init__(self, *args):
        pass

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        return max([v for v in last_values]) + 1

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, spec):
        return format(str(self), spec)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)


class ReprEnum(Enum):
    _is_base_ = True

    def __str__(self):
        return self._member_type_.__str__(self)

    def __format__(self, spec):
        return self._member_type_.__format__(self, spec)


class IntEnum(int, ReprEnum):
    _is_base_ = True

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)

    def __repr__(self):
        return Enum.__repr__(self)


class StrEnum(str, ReprEnum):
    _is_base_ = True

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self)

    def __format__(self, spec):
        return str.__format__(self, spec)

    def __repr__(self):
        return Enum.__repr__(self)


class Flag(Enum):
    _is_base_ = True
    _flag_ = True

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        every = 0
        for m in cls._member_map_.values():
            every |= m._value_
        if value < 0:
            value = every & value
        if value & ~every:
            raise ValueError(f"{cls!r} invalid value {value!r}\n    given {bin(value)}\n  allowed {bin(every)}")
        self = int.__new__(cls, value) if cls._member_type_ is int else object.__new__(cls)
        self._value_ = value
        self._name_ = '|'.join([m._name_ for m in cls._parts(value)]) or None
        cls._by_value[value] = self
        return self

    @classmethod
    def _parts(cls, value):
        return [m for m in cls if m._value_ and m._value_ & (m._value_ - 1) == 0 and m._value_ & value]

    def __iter__(self):
        return iter(self._parts(self._value_))

    def __len__(self):
        return len(self._parts(self._value_))

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is int and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = self._other(other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    def __invert__(self):
        every = 0
        for m in self.__class__:
            every |= m._value_
        return self.__class__(every & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, Flag):
    _is_base_ = True

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)

    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__


def unique(enumeration):
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if duplicates:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, ', '.join(["%s -> %s" % pair for pair in duplicates])))
    return enumeration


def verify(*checks):
    return lambda enumeration: enumeration


UNIQUE, CONTINUOUS, NAMED_FLAGS = 'one name per value', 'no skipped integer values', 'multi-flag aliases may not contain unnamed flags'


def global_enum(cls):
    return cls
