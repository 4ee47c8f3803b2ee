# Errors as text, as far as the program's own lines go.
import _raw
import sys


def _frames(exc):
    return [f'  File "<program>", line {line}, in {name}\n' for line, name in _raw.traceback(exc)]


def format_exception_only(exc, value=None, /, **kwargs):
    if isinstance(exc, type):
        exc = value
    kind = type(exc)
    name = kind.__qualname__
    if kind.__module__ not in ('builtins', '__main__'):
        name = f"{kind.__module__}.{name}"
    text = str(exc)
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in getattr(exc, '__notes__', ()):
        lines += [line + '\n' for line in str(note).split('\n')]
    return lines


def _chain(exc, seen):
    lines = []
    seen.add(id(exc))
    cause, context = exc.__cause__, exc.__context__
    if cause is not None:
        if id(cause) not in seen:
            lines += _chain(cause, seen)
            lines.append('\nThe above exception was the direct cause of the following exception:\n\n')
    elif context is not None and not exc.__suppress_context__ and id(context) not in seen:
        lines += _chain(context, seen)
        lines.append('\nDuring handling of the above exception, another exception occurred:\n\n')
    return lines + _one(exc, seen)


def _one(exc, seen):
    frames = _frames(exc)
    if not isinstance(exc, BaseExceptionGroup):
        return (['Traceback (most recent call last):\n'] + frames if frames else []) + format_exception_only(exc)
    lines = ['  + Exception Group Traceback (most recent call last):\n'] if frames else []
    lines += ['  | ' + line for line in frames] + ['  | ' + line for line in format_exception_only(exc)]
    n = len(exc.exceptions)
    for i, e in enumerate(exc.exceptions):
        lines.append(f"  {'+-' if i == 0 else '  '}+---------------- {i + 1} ----------------\n")
        inner = ''.join(_chain(e, seen))
        for line in inner.splitlines(True):
            lines.append('    ' + (line if line.startswith('  | ') or line.startswith('  +') or line.startswith('    ') and isinstance(e, BaseExceptionGroup) else '| ' + line))
    if n:
        lines.append('    +------------------------------------\n')
    return lines


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True, **kwargs):
    if isinstance(exc, type):
        exc = value
    if exc is None:
        return ['NoneType: None\n']
    return _chain(exc, set()) if chain else _one(exc, set())


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exception(), chain=chain))


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True, **kwargs):
    (file or sys.stderr).write(''.join(format_exception(exc, value, tb, limit, chain)))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_tb(tb, limit=None):
    return []


def print_tb(tb, limit=None, file=None):
    pass


def print_stack(f=None, limit=None, file=None):
    pass


def format_stack(f=None, limit=None):
    return []


def extract_tb(tb, limit=None):
    return []


def extract_stack(f=None, limit=None):
    return []
