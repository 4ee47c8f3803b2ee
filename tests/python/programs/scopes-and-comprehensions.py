x = 10
print([x for x in range(3)], x)
print([(i, j) for i in range(3) for j in range(i) if i != j], {i: i * i for i in range(3)}, {c.lower() for c in "Aa"} == {"a"})


class Scope:
    y = 5
    values = [n for n in range(y)]

    def method(self):
        return [self.y * k for k in self.values]


print(Scope.values, Scope().method())


def f():
    total = 0
    for total in range(3):
        pass
    return total, [total := total + i for i in range(3)], total


print(f(), any((found := n) > 3 for n in [1, 5, 2]), found)
funcs = {name: (lambda v, n=name: f"{n}:{v}") for name in ("a", "b")}
print(funcs["a"](1), funcs["b"](2))
print([[r * c for c in range(1, 4)] for r in range(1, 4)], sum(1 for _ in "abc"), ["even" if n % 2 == 0 else "odd" for n in range(3)])
