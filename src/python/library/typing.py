# Names for annotations: they say nothing at run time.
import collections.abc as _abc
from collections.abc import (AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Collection, Container, Coroutine, Generator,
    Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Reversible, Sequence, Sized)
from collections import ChainMap, Counter, OrderedDict, defaultdict as DefaultDict, deque as Deque, namedtuple

TYPE_CHECKING = False
AbstractSet = _abc.Set
Text = str
List, Dict, Set, FrozenSet, Tuple, Type = list, dict, set, frozenset, tuple, type


class _Form:
    def __init__(self, name, args=None):
        self._name = name
        self._args = args
        self.__name__ = name
        self.__args__ = args or ()

    def __getitem__(self, args):
        return _Form(self._name, args if isinstance(args, tuple) else (args,))

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return _Form('Union', (self, other))

    __ror__ = __or__

    def __repr__(self):
        if self._args is None:
            return 'typing.' + self._name
        return f"typing.{self._name}[{', '.join([a.__name__ if isinstance(a, type) else repr(a) for a in self._args])}]"


Any = _Form('Any')
Union = _Form('Union')
Optional = _Form('Optional')
Literal = _Form('Literal')
LiteralString = _Form('LiteralString')
Final = _Form('Final')
ClassVar = _Form('ClassVar')
Annotated = _Form('Annotated')
Concatenate = _Form('Concatenate')
NoReturn = _Form('NoReturn')
Never = _Form('Never')
Self = _Form('Self')
TypeAlias = _Form('TypeAlias')
TypeGuard = _Form('TypeGuard')
TypeIs = _Form('TypeIs')
Unpack = _Form('Unpack')
Required = _Form('Required')
NotRequired = _Form('NotRequired')
ReadOnly = _Form('ReadOnly')
AnyStr = _Form('AnyStr')


class _Subscripted:
    def __class_getitem__(cls, item):
        return cls


class Generic(_Subscripted):
    pass


class Protocol(_Subscripted):
    pass


class SupportsInt(Protocol):
    pass


SupportsFloat = SupportsIndex = SupportsAbs = SupportsRound = SupportsBytes = SupportsInt


class ContextManager(_Subscripted):
    pass


class AsyncContextManager(_Subscripted):
    pass


class IO(_Subscripted):
    pass


TextIO = BinaryIO = IO
Pattern = Match = IO


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__ = name
        self.__bound__ = bound
        self.__constraints__ = constraints

    def __repr__(self):
        return '~' + self.__name__

    def __or__(self, other):
        return Union[self, other]

    __ror__ = __or__

    def __getitem__(self, item):
        return self


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


TypeVarTuple = ParamSpec


class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return '__main__.' + self.__name__


class _NamedTupleMeta(type):
    def __init__(cls, name, bases, namespace):
        if tuple in bases:
            return
        names = tuple(namespace.get('__annotations__', {}))
        made = namedtuple(name, names, defaults=[namespace[n] for n in names if n in namespace] or None)
        for key in ('__new__', '_make', '_replace', '__replace__', '__repr__', '_asdict', '_fields', '_field_defaults', '__match_args__') + names:
            if key in names or key not in namespace:
                setattr(cls, key, made.__dict__[key])


class NamedTuple(tuple, metaclass=_NamedTupleMeta):
    def __new__(cls, typename, fields=(), **kwargs):
        return namedtuple(typename, [f[0] for f in fields] or list(kwargs))


class _TypedDictMeta(type):
    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class TypedDict(metaclass=_TypedDictMeta):
    pass


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(method):
    return method


def no_type_check(arg):
    return arg


def runtime_checkable(cls):
    return cls


def dataclass_transform(**kwargs):
    return lambda cls: cls


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    return dict(getattr(obj, '__annotations__', {}))


def get_args(tp):
    return getattr(tp, '__args__', ())


def get_origin(tp):
    return getattr(tp, '__origin__', None)


def assert_never(arg):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def assert_type(val, typ):
    return val


def reveal_type(obj):
    return obj
