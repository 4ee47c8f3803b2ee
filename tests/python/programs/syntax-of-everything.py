def generator():
    received = yield 1
    print("received", received)
    yield from [2, 3]
    return "value"


def delegate():
    result = yield from generator()
    print("result", result)


g = delegate()
print(next(g), g.send("hello"), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)
print((lambda *a, **k: (a, k))(1, x=2), [x if x else None for x in (0, 1)], not True or False and True)
if (n := len("walrus")) > 3:
    print(n)
print(*[1, 2], sep="-", end="!\n")
print([y := 5, y ** 2], (a := 1) + a)
print({**{"a": 1}, "b": 2}, [*range(3), 9], {*"a", 1} == {"a", 1})
print(1 if False else 2, 5 if [] else 6, None or "default", 0 and 1, "" or None)
del n
print(0x10, 1e3, 10 // 3 * 3 + 10 % 3, -2 ** 2, (-2) ** 2)
print("implicit " "concatenation", r"raw\n", b"bytes", f"{'f'}" "mixed")
print(None is None, 1 is not None, "a" not in "bc", 3 != 4, [] == [], [] is [])
global_value = 1


def uses():
    global global_value, new_global
    global_value += 1
    new_global = "made in a function"


uses()
print(global_value, new_global)
x = y = z = 0
x += 1; y -= 1; z |= 6
x *= 5; y //= 2; z ^= 3; x **= 2; x %= 7; x <<= 2; x >>= 1; z &= 5
print(x, y, z)
