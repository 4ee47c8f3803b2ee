def a(n):
    return b(n)


def b(n):
    values = [1, 2, 3]
    return values[n]


print(a(0))
print(a(5))
print("never")
