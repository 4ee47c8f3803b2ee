from __future__ import annotations
from dataclasses import dataclass, field, asdict, astuple, replace, fields, KW_ONLY, InitVar, FrozenInstanceError, is_dataclass, make_dataclass
from typing import ClassVar
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list)
    count: ClassVar[int] = 0
t(P, 1); t(P, 1, 2, [3]); t(P); t(P, 1, 2, 3, 4); t(P, 1, z=3); t(P, 1, x=3); t(P, x=5, y=6)
print(P(1) == P(1), P(1) != P(2), P(1) == 3, P(1).tags is P(1).tags, P.__match_args__, P.count, P.y)
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: str = "b"
print(V(1) < V(2), sorted([V(3), V(1, "z"), V(1)]), hash(V(1)) == hash(V(1)), {V(1): 5}[V(1)], V(1) >= V(1, "c"))
def setit(): V(1).a = 3
t(setit)
def delit(): del V(1).a
t(delit)
t(lambda: V(1) < 3)
@dataclass
class Q(P):
    z: float = field(default=1.5, repr=False, compare=False)
    _: KW_ONLY
    k: int
    w: InitVar[int] = 5
    def __post_init__(self, w): self.sum = self.x + w
t(Q, 1); t(Q, 1, k=3); q = Q(1, k=3, w=10); print(q, q.sum, asdict(q), astuple(q), [f.name for f in fields(Q)])
print(replace(P(1), y=9), is_dataclass(P), is_dataclass(q), is_dataclass(3))
@dataclass
class N:
    p: P
    l: list[P]
    d: dict
n = N(P(1), [P(2)], {"k": P(3)}); print(n, asdict(n)); print(astuple(n)); c = asdict(n); c["l"].append(1); print(len(n.l))
def bad():
    @dataclass
    class B:
        x: list = []
t(bad)
def bad2():
    @dataclass
    class B:
        x: int = 1
        y: int
t(bad2)
t(hash, P(1))
@dataclass(kw_only=True)
class K:
    a: int
    b: int
t(K); t(K, 1); t(K, a=1, b=2)
@dataclass(eq=False)
class E:
    a: int
print(E(1) == E(1))
@dataclass(repr=False)
class R:
    a: int
    def __repr__(self): return "mine"
print(R(1))
@dataclass
class Self:
    me: object = None
s = Self(); s.me = s; print(s)
match P(1, 5):
    case P(x, y): print("matched", x, y)
@dataclass
class Base:
    def __post_init__(self): print("post")
t(Base)
@dataclass(frozen=True)
class F2(V):
    c: int = 0
print(F2(1), F2(1, c=4))
M = make_dataclass("M", ["a", ("b", int), ("c", int, 3)]); print(M(1, 2))
t(lambda: asdict(3)); print(fields(P)[0].name, fields(P)[1].default)
