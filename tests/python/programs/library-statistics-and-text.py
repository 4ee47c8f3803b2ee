import statistics as s, random, textwrap, string, io, copy, os.path as p
from collections import defaultdict, deque, namedtuple
r = random.Random(4)
for d in ([1, 2, 3], [1, 2], [1.5, 2.5, 2.25], [r.random() for _ in range(50)], [r.randrange(1000) for _ in range(31)], [0.1] * 7, [5, 5.0]):
    print(s.mean(d), s.fmean(d), s.median(d), s.stdev(d), s.pstdev(d), s.variance(d), s.pvariance(d), s.mode(d), s.multimode(d)[:3], s.quantiles(d), s.quantiles(d, n=10, method="inclusive"), s.median_low(d), s.median_high(d), s.harmonic_mean(d))
for f in (s.mean, s.median, s.mode, s.stdev):
    try: f([])
    except s.StatisticsError as e: print(e)
print(textwrap.dedent("""
   a
     b

   c"""), textwrap.indent("a\n\nb", "> "), textwrap.fill("The quick brown fox jumped over the lazy dog again and again", 20), textwrap.shorten("Hello  world again", 12), textwrap.wrap("abcdefghijkl mn", 5))
print(string.Template("$a ${b}c $$ $x").safe_substitute(a=1, b=2), string.capwords("ab cd"), string.ascii_letters)
try: string.Template("$q").substitute({})
except KeyError as e: print(e)
f = io.StringIO(); print("x", file=f); f.write("yz"); print(repr(f.getvalue())); f.seek(0); print(f.read(1), f.readline(), list(f)); b = io.BytesIO(b"ab\ncd"); print(b.read(1), b.readlines())
class A:
    def __init__(self): self.l = [1]; self.me = self
a = A(); c = copy.copy(a); d = copy.deepcopy(a); print(c.l is a.l, d.l is a.l, d.me is d, copy.deepcopy([[1], (2, [3])]), copy.copy({1: 2}))
dd = defaultdict(list, {1: [2]}); e = copy.deepcopy(dd); e[1].append(3); print(dd, e, copy.copy(dd), copy.deepcopy(deque([1, [2]], maxlen=3)))
P = namedtuple("P", "a b"); print(copy.deepcopy(P([1], 2))); l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m)
print(p.join("a", "b", "/c", "d"), p.basename("/a/b.txt"), p.dirname("/a/b.txt"), p.splitext("a/b.tar.gz"), p.splitext(".x"), p.normpath("/a/../b//c/."), p.split("/a/b/"))
