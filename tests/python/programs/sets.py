a, b = {1, 2, 3}, {3, 4}
print(sorted(a | b), a & b, sorted(a - b), sorted(a ^ b), a <= {1, 2, 3, 4}, 2 in a, len(a))
a.add(5)
a.discard(9)
a.remove(1)
print(sorted(a), frozenset([1]), set(), {x % 3 for x in range(9)} == {0, 1, 2}, a.isdisjoint({9}))
try:
    a.remove(42)
except KeyError as error:
    print(error)
a.update([7], (8,))
print(sorted(a), a.issuperset({7}), {1} == frozenset({1}), sorted(a.union("x"), key=str), sorted(a.intersection([7, 9])))
