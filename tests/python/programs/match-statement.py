from dataclasses import dataclass


@dataclass
class Click:
    x: int
    y: int


def handle(event):
    match event:
        case None:
            return "none"
        case 0 | 1:
            return "bit"
        case int(n) if n < 0:
            return f"negative {n}"
        case str() as text:
            return f"text {text}"
        case []:
            return "empty"
        case [one]:
            return f"one {one}"
        case ["move", x, y]:
            return f"move {x} {y}"
        case [first, *rest]:
            return f"{first} and {rest}"
        case {"type": "key", "key": key, **others}:
            return f"key {key} {others}"
        case Click(x=0, y=y):
            return f"left edge {y}"
        case Click(x, y):
            return f"click {x} {y}"
        case float():
            return "float"
        case _:
            return "something else"


for event in (None, 1, -5, "hi", [], [1], ["move", 1, 2], [1, 2, 3, 4], {"type": "key", "key": "a", "ctrl": True}, Click(0, 5), Click(2, 3), 2.5, object):
    print(handle(event))
