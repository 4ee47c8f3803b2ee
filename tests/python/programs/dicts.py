d = {"a": 1, "b": 2}
d["c"] = 3
print(d, d["a"], d.get("x"), d.get("x", 0), "a" in d, len(d), list(d), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("a", None), d.setdefault("e", []), d)
d.update({"b": 20}, f=6)
d |= {"g": 7}
print(d, {**d, "b": 0}, dict(x=1), dict([("y", 2)]), {k: v for k, v in zip("ab", (1, 2))})
for key, value in sorted(d.items(), key=lambda item: str(item)):
    print(key, value)
del d["b"]
try:
    d["missing"]
except KeyError as error:
    print(error, repr(error))
print(d.popitem(), d, dict.fromkeys("ab", 0), {1: "a", 1.0: "b", True: "c"}, {(1, 2): "tuple"})
nested = {"list": [1, {"deep": (1,)}], None: True}
print(nested, nested["list"][1]["deep"][0], d.keys() & {"c"}, list(reversed({"x": 1, "y": 2})))
try:
    {[]: 1}
except TypeError as error:
    print(error)
counts = {}
for word in "a b a c a b".split():
    counts[word] = counts.get(word, 0) + 1
print(counts, max(counts, key=counts.get), sorted(counts, key=lambda w: (-counts[w], w)))
