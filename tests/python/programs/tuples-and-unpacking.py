point = (1, 2)
x, y = point
print(point, (1,), (), x, y, point + (3,), point * 2, point[0], (1, 2) < (1, 3), tuple("ab"), len(point))
x, y = y, x
print(x, y)
a = b = [0]
b.append(1)
print(a, a is b)


def f(*args, **kwargs):
    return args, kwargs


print(f(1, *[2, 3], x=4, **{"y": 5}), f(*"ab"), f(**{}))
for i, (name, (low, high)) in enumerate([("a", (1, 2)), ("b", (3, 4))]):
    print(i, name, low, high)
try:
    a, b = [1, 2, 3]
except ValueError as error:
    print(error)
try:
    a, b, c = 1, 2
except ValueError as error:
    print(error)
head, *middle, tail = range(6)
print(head, middle, tail)
