class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __bool__(self):
        return bool(self.x or self.y)

    def __str__(self):
        return f"<{self.x}, {self.y}>"

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __iter__(self):
        yield self.x
        yield self.y

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __lt__(self, other):
        return abs(self) < abs(other)

    def __call__(self, *args):
        return args

    def __format__(self, spec):
        return f"({format(self.x, spec)}; {format(self.y, spec)})"


v, w = Vector(3, 4), Vector(1, 1)
print(v + w, v * 2, 2 * v, -v, abs(v), bool(Vector(0, 0)), len(v), v[0], list(v), 4 in v, v(1, 2))
print(sorted([v, w])[0], min(v, w), max([v, w]), f"{v:.1f}", v > w)
x, y = v
print(x, y, "%s" % v)
v += w
print(v)
try:
    v + 1
except AttributeError as error:
    print(error)
try:
    v - w
except TypeError as error:
    print(error)
