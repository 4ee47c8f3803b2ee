def numbers(n):
    for i in range(n):
        yield i


def evens(source):
    for n in source:
        if n % 2 == 0:
            yield n


total = 0
for n in evens(numbers(400000)):
    total += n
print(total)
