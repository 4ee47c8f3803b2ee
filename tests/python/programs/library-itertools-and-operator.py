from itertools import *
import operator as op
p = lambda *a: print(*[list(x) if not isinstance(x, (str, int)) else x for x in a])
p(islice(count(3), 4), islice(count(1, 2), 3), islice(count(.5, .25), 3), islice(cycle("ab"), 5), repeat(1, 3), chain("ab", [1], ()), chain.from_iterable(["ab", "c"]))
p(accumulate([1, 2, 3, 4]), accumulate([1, 2, 3], op.mul), accumulate([1, 2], initial=10), accumulate([]), islice("abcdefg", 2), islice("abcdefg", 2, 4), islice("abcdefg", 2, None), islice("abcdefg", 0, None, 2), islice("abcdefg", 1, 6, 3), takewhile(lambda x: x < 3, [1, 2, 3, 1]), dropwhile(lambda x: x < 3, [1, 2, 3, 1]), filterfalse(lambda x: x % 2, range(6)), filterfalse(None, [0, 1]), starmap(pow, [(2, 3), (3, 2)]), compress("abcd", [1, 0, 1, 1]), pairwise([1, 2, 3]), pairwise([]), batched("abcde", 2))
print([(k, list(g)) for k, g in groupby("aaabbca")], [(k, len(list(g))) for k, g in groupby([1, 1, 2, 4, 6, 3], key=lambda x: x % 2)], [k for k, g in groupby("aabb")])
p(product("ab", [1, 2]), product([0, 1], repeat=3), product(), product([], [1]), permutations("abc"), permutations("abcd", 2), permutations([], 0), permutations("ab", 3), combinations("abcd", 2), combinations("abc", 3), combinations("ab", 3), combinations("abc", 0), combinations_with_replacement("abc", 2), combinations_with_replacement([], 0), zip_longest([1, 2, 3], "a", fillvalue="-"), zip_longest())
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a)); it = iter([1, 2, 3, 4, 5]); print(list(islice(it, 2)), list(it)); c = count(); print(next(c), next(c), c, repeat(5, 2), count(1, .5))
for f in (lambda: islice([], -1), lambda: islice([], 0, 1, 0), lambda: batched([], 0)):
    try: f()
    except ValueError as e: print(e)
print(op.itemgetter(1)([1, 2]), op.itemgetter(0, 2)("abc"), op.attrgetter("real")(5), op.methodcaller("upper")("a"), op.add(1, 2), op.abs(-3), sorted([(1, 3), (2, 1)], key=op.itemgetter(1)), op.contains([1], 1), op.itemgetter(1), op.truediv(1, 2))
