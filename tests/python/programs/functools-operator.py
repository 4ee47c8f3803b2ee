import functools
import operator
from functools import partial, reduce

add5 = partial(operator.add, 5)
print(add5(3), reduce(operator.mul, range(1, 6)), reduce(lambda a, b: a + b, [], 0), list(map(operator.itemgetter(1), [(1, 2), (3, 4)])))
power = partial(pow, exp=2)
print(power(3), power.keywords, sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))


@functools.total_ordering
class Grade:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Grade(1) <= Grade(2), Grade(2) >= Grade(3), Grade(1) > Grade(0))


class Data:
    @functools.cached_property
    def value(self):
        print("computed once")
        return 42


d = Data()
print(d.value, d.value)


@functools.singledispatch
def show(x):
    return f"object {x}"


@show.register
def _(x: int):
    return f"int {x}"


print(show(1), show("s"))


@functools.cache
def slow(n):
    print("slow", n)
    return n * n


print(slow(3), slow(3), slow(4))
