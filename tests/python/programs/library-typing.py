from __future__ import annotations
from typing import *
from types import SimpleNamespace, MethodType, FunctionType
class Pt(NamedTuple):
    x: int
    y: int = 5
    def s(self): return self.x + self.y
p = Pt(1); print(p, p.s(), p._asdict(), Pt(2, 3)._replace(x=9), p == (1, 5), Pt._fields, isinstance(p, tuple), p[0])
try: Pt()
except TypeError as e: print(e)
class M(TypedDict):
    name: str
print(M(name="x"), M(name="a")["name"])
T = TypeVar("T")
class St(Generic[T]):
    def __init__(self): self.i: List[T] = []
    def push(self, x: T) -> None: self.i.append(x)
s = St[int](); s.push(1); print(s.i)
class Pr(Protocol):
    def go(self) -> int: ...
class Im(Pr):
    def go(self): return 3
print(Im().go(), cast(int, "x"), Optional[int] and 1, Union[int, str] and 2, Callable[[int], str] and 3, Dict[str, int] and 4, Literal["a"] and 5)
U = NewType("U", int); print(U(5)); n = SimpleNamespace(a=1, b="x"); print(n, n.a, n == SimpleNamespace(a=1, b="x"))
