from __future__ import annotations
import functools
from functools import *
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
def deco(f):
    @wraps(f)
    def w(*a, **k): return f(*a, **k)
    return w
@deco
def foo(a, b=2):
    "doc"
    return a + b
print(foo.__name__, foo.__doc__, foo(1), foo.__wrapped__(1, 1))
p = partial(foo, 1); print(p(), p(5), p(b=7)); q = partial(p, b=10); print(q(), q.args, q.keywords)
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: a + b, [], 3)); t(reduce, lambda a, b: a, [])
@lru_cache(maxsize=2)
def sq(x): print("calc", x); return x * x
for i in (1, 2, 1, 3, 2, 1): print(sq(i))
print(sq.cache_info()); sq.cache_clear(); print(sq.cache_info(), sq.cache_parameters())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
@lru_cache
def kw(a, *, b=1): return (a, b)
print(kw(1), kw(1, b=2), kw(1.0), kw(True), kw.cache_info())
class C:
    @cached_property
    def v(self): print("once"); return 5
    @lru_cache
    def m(self, x): return x * 2
c = C(); print(c.v, c.v, c.m(2), c.m(2)); c.v = 9; print(c.v)
@total_ordering
class T:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __lt__(self, o): return self.x < o.x
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) < T(2))
@total_ordering
class T2:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __ge__(self, o): return self.x >= o.x
print(T2(1) <= T2(1), T2(2) > T2(1), T2(1) >= T2(2), T2(1) < T2(2))
def e():
    @total_ordering
    class X: pass
t(e)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
@singledispatch
def show(x): return f"obj {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(str)
def _(x): return f"str {x}"
@show.register
def _(x: list | tuple): return f"seq {len(x)}"
print(show(1), show("a"), show([1]), show(2.5), show(True), show((1, 2))); t(show)
class D:
    @singledispatchmethod
    def go(self, x): return "any"
    @go.register
    def _(self, x: int): return "int"
print(D().go(1), D().go("s"))
class PM:
    def set(self, a, b): return (a, b)
    one = partialmethod(set, 1)
print(PM().one(2))
