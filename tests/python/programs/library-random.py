import random
for s in (0, 1, 42, 2**70):
    random.seed(s)
    print(random.random(), random.randint(1, 6), random.uniform(1, 5), random.choice("abcdef"), random.sample(range(100), 5), random.sample(range(10**6), 50), random.sample([1,2,3], 2, counts=[1,1,3]))
    x = list(range(20)); random.shuffle(x); print(x, random.choices("abc", weights=[1, 2, 3], k=5), random.choices([1, 2], k=3), random.gauss(0, 1), random.gauss(5, 2), random.expovariate(3), random.normalvariate(1, 2), random.betavariate(1, 2), random.triangular(1, 3, 2), random.gammavariate(.5, 1), round(random.lognormvariate(0, 1), 12), round(random.paretovariate(3), 12), round(random.weibullvariate(1, 2), 12), round(random.vonmisesvariate(1, 2), 12), random.randrange(0, 100, 7), random.getrandbits(40), random.binomialvariate(100, .3), random.binomialvariate(5, .3), random.randrange(10), random.randbytes(5))
r = random.Random(5); print(r.random()); st = r.getstate(); a = r.random(); r.setstate(st); print(a == r.random())
for f, a in ((random.randint, (5, 1)), (random.choice, ([],)), (random.sample, ([1], 2)), (random.randrange, (0,)), (random.sample, ({1}, 1)), (random.randint, (1.5, 2))):
    try: f(*a)
    except Exception as e: print(type(e).__name__, e)
