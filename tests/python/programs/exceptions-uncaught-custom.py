class TooBad(Exception):
    pass


def check(value):
    if value > 2:
        raise TooBad(f"value is {value}")
    return value


for i in range(5):
    print(check(i))
