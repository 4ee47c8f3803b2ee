# Measuring with the virtual clock.
from time import perf_counter as default_timer


def timeit(stmt, setup=None, timer=default_timer, number=1000000, globals=None):
    if not callable(stmt):
        raise TypeError("timeit runs a function here: code in text is not run")
    if setup is not None:
        setup()
    start = timer()
    for _ in range(number):
        stmt()
    return timer() - start


def repeat(stmt, setup=None, timer=default_timer, repeat=5, number=1000000, globals=None):
    return [timeit(stmt, setup, timer, number) for _ in range(repeat)]
