def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, iterable):
    for _, item in zip(range(n), iterable):
        yield item


print(list(take(10, fibonacci())), sum(x * x for x in range(5)), max((len(w), w) for w in ("a", "bcd", "ef")))


def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned up")


for x in cleanup():
    print(x)
    break
g = cleanup()
print(next(g))
g.close()
g = cleanup()
next(g)
try:
    g.throw(ValueError("thrown in"))
except ValueError as error:
    print(error)


def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        total, count = total + value, count + 1
        average = total / count


avg = averager()
next(avg)
print(avg.send(10), avg.send(20), avg.send(6))
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
try:
    next(it)
except StopIteration:
    print("exhausted")
print([*(c for c in "abc")], tuple(x for x in range(3)), dict((k, k) for k in "ab"))


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


print(list(Tree(2, Tree(1), Tree(4, Tree(3)))))
