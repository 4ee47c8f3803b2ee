print(list(zip([1, 2], "ab")), list(filter(None, [0, 1, ""])), list(map(str, [1, 2])), list(reversed([1, 2])), sum([[1], [2]], []))
print(isinstance(1, (int, str)), type(1) is int, callable(print), id(1) == id(1), bool([]), bool("x"), hash("a") == hash("a"))
print(any(x > 2 for x in [1, 3]), all(x for x in []), min([3, 1], default=0), max([], default="none"), min("b", "a", key=ord), abs(-1))
print(enumerate, range(2, 10, 3), list(range(10, 0, -3)), len(range(5)), 3 in range(5), range(5)[1:3], slice(1, 2))
print(repr("x"), ascii("é"), str(1.0), int(), float(), str(), list(), dict(), tuple(), bool(), set(), bytes(2))
print(list(iter([1, 2])), sorted({"b": 1, "a": 2}), dir([])[:1], vars() is globals(), __name__)
print(round(3.14159, 3), divmod(9, 4), pow(2, 3), ord("€"), chr(8364), hex(16), all([True, 1, "a"]))
it = iter(lambda state=[0]: state.__setitem__(0, state[0] + 1) or state[0], 4)
print(list(it), isinstance(True, int), issubclass(bool, int), (1).__add__(2), "a".__len__())
try:
    len(5)
except TypeError as error:
    print(error)
try:
    "a" + 1
except TypeError as error:
    print(error)
try:
    1 + "a"
except TypeError as error:
    print(error)
try:
    None()
except TypeError as error:
    print(error)
try:
    {}.x
except AttributeError as error:
    print(error)
try:
    (1,)[0] = 1
except TypeError as error:
    print(error)
try:
    for x in 5:
        pass
except TypeError as error:
    print(error)
try:
    int([])
except TypeError as error:
    print(error)
