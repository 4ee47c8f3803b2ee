from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    def describe(self):
        return f"{self.__class__.__name__} of {self.area():.2f}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2


class Loud:
    def describe(self):
        return super().describe().upper()


class LoudSquare(Loud, Square):
    pass


print(Square(2).describe(), LoudSquare(3).describe(), [c.__name__ for c in LoudSquare.__mro__])
try:
    Shape()
except TypeError as error:
    print(str(error).startswith("Can't instantiate abstract class Shape"))


class A:
    def who(self):
        return "A"


class B(A):
    def who(self):
        return "B" + super().who()


class C(A):
    def who(self):
        return "C" + super().who()


class D(B, C):
    def who(self):
        return "D" + super().who()


print(D().who())


class Stack(list):
    def peek(self):
        return self[-1]


s = Stack([1, 2])
s.append(3)
print(s, s.peek(), len(s), isinstance(s, list))


class Config(dict):
    def __missing__(self, key):
        return key * 2


print(Config(a=1)["a"], Config()["x"])
