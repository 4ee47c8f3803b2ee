pi, n, name = 3.14159265, 1234567, "Ada"
print(f"{pi:.2f} {pi:8.3f}|{pi:<8.1f}|{pi:^9.2f}|{pi:+.1f} {pi:e} {pi:.3g} {pi!r}")
print(f"{n:,} {n:_} {n:>12} {n:<12}| {n:^12} {n:012d} {n:x} {n:X} {n:b} {n:o} {n:#x} {n:e} {n:.2e}")
print(f"{name:>10}|{name:<10}|{name:^10}|{name:*^11}|{name!r:>8}|{name[0]}|{name.upper()}")
print(f"{0.25:%} {0.1234:.1%} {-5:+d} {5:+d} {5: d} {True:d} {255:#b} {255:08b}")
print(f"{1e16} {1e15} {1e-5} {0.0001} {123456789.123} {float('inf')} {float('-inf')} {float('nan')}")
print(f"{n=} {pi = :.1f} {name=!s} {1 + 1=}")
width, digits = 10, 3
print(f"{pi:{width}.{digits}f}|{name:{'>'}{width}}|{{braces}} {'nested'!r}")
print("{} {} {}".format(1, "two", 3.0), "{1} {0} {1}".format("a", "b"), "{x} {y:.1f}".format(x=1, y=2))
print("%s %d %5.2f %r %x %% %-5s| %05d" % ("s", 42, 2.5, "r", 255, "l", 42))
print("%(a)s and %(b)d" % {"a": "x", "b": 7})
print(format(3.5, ".2f"), format("x", ">3"), format(12, "03d"))
