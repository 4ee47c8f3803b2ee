from abc import *
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
    def g(self): return "g"
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
t(A)
class B(A):
    def f(self): return "f"
t(B)
class C(B):
    @property
    def p(self): return 5
c = C(); print(c.f(), c.g(), c.p, isinstance(c, A), issubclass(C, A), isinstance(3, A), A.__abstractmethods__ == {"f", "p"})
@A.register
class D: pass
print(isinstance(D(), A))
class E(metaclass=ABCMeta):
    @abstractmethod
    async def go(self): ...
    @classmethod
    @abstractmethod
    def mk(cls): ...
t(E)
