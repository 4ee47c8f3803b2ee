# Names of built-in types.
def _f():
    yield


async def _c():
    pass


async def _a():
    yield


class _C:
    def m(self):
        pass


FunctionType = LambdaType = type(_f)
GeneratorType = type(_f())
_coroutine = _c()
CoroutineType = type(_coroutine)
_coroutine.close()
AsyncGeneratorType = type(_a())
MethodType = type(_C().m)
BuiltinFunctionType = BuiltinMethodType = type(len)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
MappingProxyType = dict


class SimpleNamespace:
    def __init__(self, mapping=(), /, **kwargs):
        for k, v in dict(mapping, **kwargs).items():
            setattr(self, k, v)

    def __repr__(self):
        return f"namespace({', '.join([f'{k}={v!r}' for k, v in vars(self).items()])})"

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, SimpleNamespace) else NotImplemented


class GenericAlias:
    def __new__(cls, origin, args):
        return origin


class TracebackType:
    pass


class FrameType:
    pass


class ModuleType:
    def __init__(self, name, doc=None):
        self.__name__ = name
        self.__doc__ = doc


def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    return type(name, bases, namespace)


def coroutine(func):
    class Awaitable:
        def __init__(self, generator):
            self._generator = generator
            self.__name__ = generator.__name__

        def __await__(self):
            return self._generator

        __iter__ = __await__

        def __next__(self):
            return next(self._generator)

        def send(self, value):
            return self._generator.send(value)

        def throw(self, *args):
            return self._generator.throw(*args)

        def close(self):
            self._generator.close()

    from functools import wraps

    @wraps(func)
    def wrapper(*args, **kwargs):
        return Awaitable(func(*args, **kwargs))
    return wrapper


class DynamicClassAttribute(property):
    pass
