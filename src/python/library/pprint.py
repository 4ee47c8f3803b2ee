# Values over several lines.
import sys


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return _format(object, indent, width, 0, 0, sort_dicts)


def _sorted(d, sort):
    try:
        return sorted(d.items()) if sort else list(d.items())
    except TypeError:
        return list(d.items())


def _flat(x, sort):
    if type(x) is dict:
        return '{' + ', '.join([f"{_flat(k, sort)}: {_flat(v, sort)}" for k, v in _sorted(x, sort)]) + '}'
    if type(x) is list:
        return '[' + ', '.join([_flat(v, sort) for v in x]) + ']'
    return repr(x)


def _format(x, indent, width, at, after, sort):
    text = _flat(x, sort)
    if len(text) <= width - at - after or type(x) not in (dict, list, tuple) or not x:
        return text
    begin, end = {dict: ('{', '}'), list: ('[', ']'), tuple: ('(', ')')}[type(x)]
    inner = at + indent
    lines = []
    items = _sorted(x, sort) if type(x) is dict else list(x)
    for i, item in enumerate(items):
        room = after + 1 if i == len(items) - 1 else 1
        if type(x) is dict:
            key = _flat(item[0], sort) + ': '
            lines.append(key + _format(item[1], indent, width, inner + len(key), room, sort))
        else:
            lines.append(_format(item, indent, width, inner, room, sort))
    return begin + ' ' * (indent - 1) + (',\n' + ' ' * inner).join(lines) + end


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    (stream or sys.stdout).write(pformat(object, indent, width, depth, sort_dicts=sort_dicts) + '\n')


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
