from enum import *
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class C(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def hi(self): return "hi " + self.name
    @classmethod
    def d(cls): return cls.GREEN
print(C.RED, repr(C.RED), C.RED.name, C.RED.value, C(2), C["RED"], list(C), len(C), C.CRIMSON is C.RED, C.RED == C.RED, C.RED != C.GREEN, C.RED in C, 1 in C, 9 in C, C.RED.hi(), C.d(), C, isinstance(C.RED, C), type(C.RED), f"{C.RED} {C.GREEN!r:>20}")
t(C, 5); t(lambda: C["X"]); print({C.RED: 1}[C.RED], list(C.__members__), [c for c in reversed(C)], hash(C.RED) == hash(C.RED), C.RED == 1)
class A(Enum):
    X = auto(); Y = auto(); Z = 10; W = auto()
print([(a.name, a.value) for a in A])
class I(IntEnum):
    LOW = 1; HIGH = 5
print(I.LOW, repr(I.LOW), I.LOW < I.HIGH, I.LOW + 1, sorted([I.HIGH, I.LOW]), f"{I.LOW:03d}", I(5), I.LOW == 1, [1, 2, 3][I.LOW], str(I.HIGH), max(I))
class S(StrEnum):
    A = auto(); B = "bb"
print(S.A, repr(S.A), S.B + "x", S.A == "a", S("bb"), f"{S.B:>5}", S.B.upper())
class M(str, Enum):
    A = "a"
print(M.A, repr(M.A), M.A == "a", M.A.value, M("a"), f"{M.A}")
class P(Flag):
    R = auto(); W = auto(); X = auto(); RW = R | W
print(P.R, P.R | P.X, repr(P.R | P.X), P.RW, list(P.R | P.X), P.R in P.RW, bool(P.R & P.X), ~P.R, P(0), repr(P(0)), P.RW & P.W, P.R ^ P.RW, [p.value for p in P], P(5), len(P.RW))
class IF(IntFlag):
    A = 1; B = 2
print(IF.A | IF.B, repr(IF.A | IF.B), IF.A + 1, IF.A | 2)
class Pl(Enum):
    EARTH = (3, 4); MARS = (1, 2)
    def __init__(self, a, b): self.a = a; self.b = b
    @property
    def s(self): return self.a + self.b
print(Pl.EARTH.s, Pl.EARTH.value, Pl((1, 2)), Pl.MARS)
class V(Enum):
    A = "a"
    @classmethod
    def _missing_(cls, v): return cls.A if v == "z" else None
print(V("z")); t(V, "q")
F = Enum("F", "ONE TWO"); print(list(F), F.ONE.value); G = Enum("G", {"A": 5}); print(G.A)
def ext():
    class D(C): Q = 1
t(ext)
@unique
class U(Enum):
    A = 1; B = 2
def du():
    @unique
    class D(Enum): A = 1; B = 1
t(du)
match C.RED:
    case C.GREEN: print("green")
    case C.RED: print("red")
class N(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    A = auto(); B = auto()
print([n.value for n in N])
class St(Enum):
    OPEN = "open"; CLOSED = "closed"
    def __str__(self): return self.value
    def __eq__(self, o): return self.value == o if isinstance(o, str) else self is o
    __hash__ = object.__hash__
print(St.OPEN, St.OPEN == "open", f"{St.OPEN:>6}", [str(s) for s in St])
