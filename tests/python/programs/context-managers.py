from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress
import io


class Guard:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__, error)
        return self.swallow


with Guard("a") as a, Guard("b"):
    print("inside", a)
with Guard("c", swallow=True):
    raise ValueError("gone")


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except KeyError:
        print("handled inside")
    finally:
        print(f"</{name}>")


with tag("p") as name:
    print(name)
with tag("q"):
    raise KeyError("x")
with suppress(ZeroDivisionError):
    1 / 0
with ExitStack() as stack:
    for n in range(2):
        stack.enter_context(Guard(n))
    stack.callback(print, "called back")
out = io.StringIO()
with redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
with nullcontext(3) as three:
    print(three)


def early():
    with Guard("return"):
        return "value"


print(early())
try:
    with Guard("d"):
        raise TypeError("passes")
except TypeError as error:
    print("outside", error)
