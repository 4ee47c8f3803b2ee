from enum import Enum, IntEnum, auto


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class State(Enum):
    IDLE = auto()
    BUSY = auto()


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], list(Color), len(Color))
print(Color.RED == Color.RED, Color.RED is Color(1), Color.RED in Color, Level.HIGH > Level.LOW, Level.HIGH + 1, State.BUSY.value)
for state in State:
    print(f"{state.name}: {state.value}")
try:
    Color(9)
except ValueError as error:
    print(error)
names = {Color.RED: "stop", Color.GREEN: "go"}
print(names[Color.RED])
