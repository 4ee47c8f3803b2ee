from contextlib import *
import asyncio
@contextmanager
def cm(n, swallow=False):
    print("enter", n)
    try: yield n
    except ValueError as e:
        print("caught", e)
        if not swallow: raise
    finally: print("exit", n)
with cm(1) as x: print(x)
with cm(2, True): raise ValueError("v")
try:
    with cm(3): raise ValueError("w")
except ValueError as e: print("out", e)
try:
    with cm(4): raise KeyError("k")
except KeyError as e: print("key", e)
@contextmanager
def none():
    if False: yield
try:
    with none(): pass
except RuntimeError as e: print(e)
@contextmanager
def two(): yield 1; yield 2
try:
    with two(): pass
except RuntimeError as e: print(e)
@cm(5)
def f(): print("in f")
f(); f()
with suppress(KeyError, ValueError): {}["x"]
print("after")
with nullcontext(7) as v: print(v)
class Cl:
    def close(self): print("closed")
with closing(Cl()) as c: print(type(c).__name__)
with ExitStack() as st:
    for i in range(3): print(st.enter_context(cm(i)))
    st.callback(print, "cb", 1)
try:
    with ExitStack() as st:
        st.enter_context(cm("a")); st.push(lambda *d: print("pushed", d[0].__name__) or True)
        raise ValueError("x")
except ValueError: print("no")
try:
    ExitStack().enter_context(3)
except TypeError as e: print(e)
@asynccontextmanager
async def ac(n):
    print("aenter", n)
    try: yield n
    except ValueError as e: print("acaught", e)
    finally: print("aexit", n)
async def main():
    async with ac(1) as x: print(x)
    async with ac(2): raise ValueError("q")
    async with AsyncExitStack() as st:
        await st.enter_async_context(ac(3)); st.enter_context(cm(6))
        async def bye(x): print("bye", x)
        st.push_async_callback(bye, 1)
    async with nullcontext(3) as n: print(n)
    @ac(9)
    async def g(): print("g")
    await g()
    async def ag():
        try:
            yield 1; yield 2
        finally: print("ag closed")
    async with aclosing(ag()) as a:
        async for i in a: print(i); break
asyncio.run(main())
import io
b = io.StringIO()
with redirect_stdout(b): print("hidden")
print(repr(b.getvalue()))
