import functools


def log(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("calling", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("returned", result)
        return result
    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


@log
def add(a, b):
    return a + b


@repeat(times=3)
@log
def hello(name):
    return "hello " + name


print(add(1, b=2), add.__name__)
print(hello("x"))


class Meter:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Meter
def square(n):
    return n * n


print(square(2), square(3), square.calls)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), fib.cache_info().hits > 0, functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]))
