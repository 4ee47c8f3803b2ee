class Plain:
    pass


class WithRepr:
    def __repr__(self):
        return "WithRepr!"


class WithStr(WithRepr):
    def __str__(self):
        return "WithStr!"


print(WithRepr(), WithStr(), [WithStr()], f"{WithStr()} {WithStr()!r}", str(WithRepr()))
print(repr(Plain()).startswith("<__main__.Plain object at 0x"), Plain, Plain.__name__, Plain.__module__)
print(repr(lambda: 0).startswith("<function <lambda> at 0x"), [len], str(type(Plain())))
a = [1]
a.append(a)
d = {}
d["self"] = d
print(a, d)
print(ValueError("x"), repr(ValueError("x", 2)), [ValueError("y")], type(ValueError()), repr(ValueError()))
print(1e100, 1.5e-10, 10 ** 15 + 0.5, 1 / 7, 100000.0, 1234567.0, [0.1, 1.0, -0.0], 3.0 * 2)
