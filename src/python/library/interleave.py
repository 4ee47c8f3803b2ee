# What a program can say to Interleave itself.
import _time


def compute(seconds):
    """Computes for so many seconds: the thread runs."""
    if seconds < 0:
        raise ValueError("compute length must be non-negative")
    _time.compute(_time.to_ns(seconds))
