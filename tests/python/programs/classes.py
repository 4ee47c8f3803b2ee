class Animal:
    """A base class."""

    kind = "animal"
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return "..."

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def __eq__(self, other):
        return isinstance(other, Animal) and self.name == other.name

    def __hash__(self):
        return hash(self.name)


class Dog(Animal):
    kind = "dog"

    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def speak(self):
        return super().speak() + "Woof"


rex = Dog("Rex", ["sit"])
print(rex, str(rex), [rex], rex.speak(), rex.kind, Animal.kind, Animal.count, isinstance(rex, Animal), issubclass(Dog, Animal))
print(rex == Dog("Rex"), rex != Dog("Max"), len({rex, Dog("Rex")}), hasattr(rex, "name"), getattr(rex, "age", None))
rex.age = 3
setattr(rex, "color", "brown")
print(vars(rex), rex.__class__.__name__, Dog.__mro__[1].__name__, Animal.__doc__)
del rex.age
try:
    rex.age
except AttributeError as error:
    print(error)
try:
    Animal()
except TypeError as error:
    print(error)
