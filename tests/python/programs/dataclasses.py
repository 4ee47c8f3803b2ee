from dataclasses import asdict, dataclass, field, replace


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}"


@dataclass
class Circle(Point):
    radius: float = 1.0
    area: float = field(init=False, repr=False)

    def __post_init__(self):
        self.area = 3 * self.radius ** 2


p = Point(1, tags=["a"])
print(p, p == Point(1, 0, ["a"]), asdict(p), replace(p, y=5))
print(Version(1, 2) < Version(1, 10), sorted([Version(2), Version(1, 5)]), str(Version(3)), hash(Version(1)) == hash(Version(1)))
try:
    Version(1).major = 2
except AttributeError as error:
    print(type(error).__name__, error)
print(Circle(1, 2, radius=2.0), Circle(1).area)
try:
    Point()
except TypeError as error:
    print(error)
