for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")
i = 0
while True:
    i += 1
    if i == 2:
        continue
    if i > 4:
        break
    print("i", i)
while i > 0:
    i -= 2
else:
    print("else of while", i)
grade = 77
if grade >= 90:
    letter = "A"
elif grade >= 75:
    letter = "B"
else:
    letter = "C"
print(letter, "even" if grade % 2 == 0 else "odd")
...
"a string that is no docstring costs"
x: int
y: int = 3
print(y); print("two on a line"); z = 1
assert y == 3, "not reached"
try:
    assert y == 4, f"y is {y}"
except AssertionError as error:
    print("assertion:", error)
