def greet(name, greeting="Hello", *, mark="!"):
    """Greets."""
    return f"{greeting}, {name}{mark}"


def default_list(item, items=[]):
    items.append(item)
    return items


def no_return():
    pass


print(greet("Ann"), greet("Bob", "Hi"), greet(name="C", mark="?"), greet.__name__, greet.__doc__)
print(default_list(1), default_list(2), no_return())


def positional(a, b, /, c, *args, d=4, **kwargs):
    print(a, b, c, args, d, kwargs)


positional(1, 2, 3)
positional(1, 2, c=3, e=5)
positional(1, 2, 3, 4, 5, d=6)
for call in (lambda: greet(), lambda: greet("a", "b", "c"), lambda: greet("a", wrong=1), lambda: positional(a=1, b=2, c=3)):
    try:
        call()
    except TypeError as error:
        print(error)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def outer():
    def inner():
        return "inner"
    return inner


print(fib(10), outer()(), (lambda x, y=2: x * y)(3), list(map(lambda x: x + 1, [1, 2])), callable(fib))
