a = [3, 1, 2]
a.append(5)
a.extend([4, 4])
a.insert(1, 9)
print(a, len(a), a[0], a[-1], a[1:3], a[::-1], 4 in a, a.count(4), a.index(9))
a.sort()
print(a, a.pop(), a.pop(0), a)
a.remove(4)
a.reverse()
print(a, sorted(a), sorted(a, reverse=True), sorted(["bb", "a", "ccc"], key=len), sorted("bA", key=str.lower))
b = a.copy()
b += [1]
b[0:2] = ["x", "y", "z"]
del b[-1]
print(b, a, a == b, a < [100], [1, 2] + [3], [0] * 3, [[]] * 2)
a.clear()
print(a, list(range(5)), list("abc"), [1, [2, [3]]], any([0, 1]), all([1, 0]), all([]))
matrix = [[row * 3 + column for column in range(3)] for row in range(3)]
print(matrix, [list(r) for r in zip(*matrix)], [x for row in matrix for x in row if x % 2])
first, *rest = [1, 2, 3]
*start, last = "abc"
(p, q), r = (1, 2), 3
print(first, rest, start, last, p, q, r, [*rest, *start], list(enumerate("ab", 1)))
try:
    [][0]
except IndexError as error:
    print(error)
try:
    [1].remove(2)
except ValueError as error:
    print(error)
