import sys

print()
print("a", "b", sep="")
print("a", end=" ")
print("b", end="")
print("\n", 1, 2, sep=",")
print("to err", file=sys.stderr)
sys.stdout.write("written\n")
print(1, None, True, 2.0, "x", [1, "a"], {"k": (1,)}, sep=" | ")
print("multi\nline", flush=True)
print(*range(5))
print(len, type(1), type("x"), type(None), int, ValueError)
print([None, True, 1.5, "s", b"b", (1,), {2}, {3: 4}, range(3), ...])
