from collections import *
import collections.abc as abc
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
d = defaultdict(list); d["a"].append(1); d["b"]; print(d, d["a"], len(d), "c" in d, d.get("c"), dict(d)); t(lambda: defaultdict()["x"]); t(defaultdict, 3)
e = defaultdict(int, {"x": 1}); e["y"] += 2; print(e, e.copy(), sorted(e.items())); n = defaultdict(lambda: defaultdict(int)); n[1][2] += 3; print({k: dict(v) for k, v in n.items()})
c = Counter("abracadabra"); print(c, c["z"], c.most_common(2), c.most_common(), sum(c.values()), c.total())
c.update("aaa"); c.subtract({"b": 5}); print(c, sorted(c.elements()), +c, -c, c + Counter(a=1), c - Counter(a=1), c & Counter(a=2, b=3), c | Counter(z=1))
del c["nope"]; print(Counter(a=1) == Counter(a=1, b=0), Counter(), Counter(a=3, b=1) >= Counter(a=2), Counter([1, 1, 2]), Counter({"x": 2}, y=3)); c += Counter(q=2); print(c)
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); print(o, list(o)); o.move_to_end("c", last=False); print(o, o.popitem(), o.popitem(last=False), o); print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, OrderedDict())
P = namedtuple("P", "x y z", defaults=[3]); p = P(1, 2); print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, P._make([4, 5, 6]), tuple(p), len(p), p == (1, 2, 3), P.__name__, P._field_defaults)
t(P); t(P, 1); t(P, 1, 2, 3, 4); t(P, 1, 2, q=3); t(P, 1, x=2, y=3); t(P._make, [1]); x, *r = p; print(x, r, hash(p) == hash((1, 2, 3)))
t(namedtuple, "Q", ["a", "a"]); t(namedtuple, "Q", ["_a"]); t(namedtuple, "Q", ["1a"])
class Pt(namedtuple("Pt", ["x", "y"])):
    @property
    def n(self): return self.x + self.y
    def __str__(self): return "pt"
print(Pt(1, 2).n, str(Pt(1, 2)), repr(Pt(1, 2)), sorted([Pt(2, 1), Pt(1, 5)]))
match p:
    case P(x=1, y=yy): print("m", yy)
m = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(m["a"], m["b"], list(m), len(m), "b" in m, m.get("q", 7), m.new_child({"z": 1})["z"], dict(m)); m["n"] = 5; print(m.maps[0], m)
for v in ([], {}, set(), "s", 5, iter([]), (x for x in []), len, range(3)):
    print(isinstance(v, abc.Iterable), isinstance(v, abc.Sequence), isinstance(v, abc.Mapping), isinstance(v, abc.Iterator), isinstance(v, abc.Callable), isinstance(v, abc.Hashable), isinstance(v, abc.Sized), isinstance(v, abc.Set), isinstance(v, abc.Generator), isinstance(v, abc.MutableSequence), isinstance(v, abc.Container), isinstance(v, abc.Collection))
class S(abc.Sequence):
    def __init__(self, *a): self.a = a
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
s = S(1, 2, 3); print(2 in s, list(reversed(s)), s.index(3), s.count(1), list(s), isinstance(s, abc.Iterable))
class MM(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
mm = MM(); mm["a"] = 1; mm.update(b=2); print(list(mm.items()), mm.get("z"), mm.pop("a"), mm.setdefault("q", 4), "q" in mm, dict(mm))
class It(abc.Iterator):
    def __next__(self): raise StopIteration
print(list(It()), isinstance(It(), abc.Iterable))
t(abc.Sequence)
