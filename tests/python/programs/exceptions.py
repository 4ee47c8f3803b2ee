class AppError(Exception):
    """Ours."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def risky(n):
    if n == 0:
        raise AppError(404, "not found")
    if n == 1:
        raise ValueError("bad value", 1)
    if n == 2:
        return {}["key"]
    if n == 3:
        return "a" + 1
    if n == 4:
        return None.x
    if n == 5:
        raise KeyError
    return "fine"


for n in range(7):
    try:
        print(risky(n))
    except AppError as error:
        print("AppError", error.code, error, error.args)
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error, error.args)
    except Exception as error:
        print("other", type(error).__name__, error)
    else:
        print("else")
    finally:
        print("finally", n)


def returns():
    try:
        return "try"
    finally:
        print("before it returns")


def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            print("body", i)
        finally:
            print("finally", i)


print(returns())
loop()
try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise RuntimeError("wrapped") from error
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__suppress_context__)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    try:
        raise ValueError("again")
    except ValueError:
        raise
except ValueError as error:
    error.add_note("a note")
    print(error, error.__notes__)
print(repr(Exception("x", 1)), str(Exception()), repr(KeyError("k")), str(KeyError("k")), str(OSError(2, "gone")))
