def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment


a, b = counter(), counter()
print(a(), a(), a(10), b())
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
fixed = [lambda i=i: i for i in range(3)]
print([f() for f in fixed])
x = "global"


def shadow():
    x = "local"

    def read():
        return x

    x = "changed"
    return read()


def change():
    global x
    x = "changed global"


print(shadow(), x)
change()
print(x)


def unbound():
    try:
        print(y)
    except UnboundLocalError as error:
        print(error)
    y = 1


unbound()
try:
    undefined_name
except NameError as error:
    print(error)
