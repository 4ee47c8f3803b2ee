"""Writes a program that calls methods of builtin values, drawn from a seed, and prints what each call gives."""
import random
import sys

R = random.Random(int(sys.argv[1]))
COUNT = int(sys.argv[2])


def one_of(*options):
    return R.choice(options)


def integer():
    return one_of('0', '1', '2', '3', '-1', '-2', '5', '10', '-7', '255', '2**31', '2**63', '-2**63', '2**64 + 1', '10**20', '-3**50',
                  str(R.randint(-100, 100)), str(R.randint(-9, 9)), 'True', 'False')


def small():
    return one_of('0', '1', '2', '3', '-1', '-2', '-5', '7', str(R.randint(-6, 6)))


def number():
    return one_of(integer(), integer(), '0.0', '1.5', '-2.5', '0.1', '1e16', '1e-7', '3.0', '-0.0', repr(round(R.uniform(-99, 99), 3)),
                  "float('inf')", "float('nan')", '2.675', '1e300')


def text():
    return repr(one_of('', 'a', 'abc', 'Hello World', 'a,b,,c', '  x  y ', 'ÄÖ ß', 'aXbXc', "it's", 'say "hi"', 'line\nnext\r\n', '\t1\t22',
                       '123', '-42', '3.5', 'ab' * R.randint(1, 4), 'naïve café', '😀 ok', 'snake_case', 'MiXeD', '0x1f', '%d and %s', '{} {0}',
                       ''.join(R.choice('abcXY ,.-12') for _ in range(R.randint(0, 12)))))


def octets():
    return one_of("b''", "b'abc'", "b'a,b,,c'", "b'  x '", "b'\\xff\\x00'", "b'Hello\\nWorld'", "b'12'")


def key():
    return one_of("'a'", "'b'", "'c'", '1', '2', '(1, 2)', 'None', '1.0', 'True', '(1, (2, "x"))', 'frozenset([1])', repr(R.choice('abcdef')))


def plain(depth=2):
    if depth == 0 or R.random() < .5:
        return one_of(number, number, text, text, key, lambda: 'None', octets, lambda: '...')()
    return one_of(lists, tuples, dicts, sets)(depth - 1)


def many(item, most=5):
    return ', '.join(item() for _ in range(R.randint(0, most)))


def lists(depth=1):
    return '[' + one_of(many(integer), many(integer), many(text), many(lambda: plain(depth)), many(number)) + ']'


def tuples(depth=1):
    return '(' + ''.join(plain(depth) + ', ' for _ in range(R.randint(0, 3))) + ')'


def dicts(depth=1):
    return '{' + many(lambda: key() + ': ' + plain(depth)) + '}'


def sets(depth=1):
    """Of one item at most: the order of more is not CPython's."""
    return one_of('{' + key() + '}', 'set()', 'frozenset([' + many(key, 1) + '])')


def large_sets():
    return one_of('{' + key() + ', ' + key() + ', ' + key() + '}', 'frozenset([' + many(key) + '])', 'set([' + many(integer) + '])', sets())


def deques():
    return f'deque([{many(lambda: plain(0))}]' + one_of('', '', ', 3', ', maxlen=0') + ')'


def ranges():
    return one_of(f'range({small()})', f'range({small()}, {small()})', f'range({small()}, {small()}, {one_of("1", "2", "-1", "-3", "0")})')


def slices():
    part = lambda: one_of('', '', small(), small(), '100', '-100')
    return part() + ':' + part() + one_of('', '', ':' + one_of('1', '2', '-1', '-2', '3', '0', ''))


def iterable():
    return one_of(lists, lists, tuples, dicts, sets, text, ranges, deques, lambda: f'iter({lists()})', lambda: f'reversed({lists()})', lambda: 'None',
                  lambda: '5', lambda: f'enumerate({lists()})', lambda: f'zip({lists()}, {text()})', lambda: f'(x for x in {lists()})',
                  lambda: f'map(str, {lists()})', octets, lambda: dicts() + one_of('.keys()', '.values()', '.items()'))()


def wrong(usual):
    return usual if R.random() < .93 else one_of('None', "'x'", '1.5', '[]', '7')


def args(*parts):
    return '(' + ', '.join(parts[:R.randint(len(parts) - R.randint(0, 1), len(parts))]) + ')'


# Texts with quotes in them, which no field of an f-string may hold before 3.12.
S0 = '",", 2'
S1 = 'sep="X"'
S2 = '",", 1'
S3 = ', "*"'
S4 = ', "ab"'
S5 = '("a", "H")'
S6 = '"ascii"'
S7 = '"utf-8"'
S8 = '"latin-1"'
S9 = '"nope"'
S10 = 'b","'

LIST = [
    lambda: f'.append({plain()})', lambda: f'.extend({iterable()})', lambda: f'.insert({wrong(small())}, {plain(0)})', lambda: '.pop()',
    lambda: f'.pop({wrong(small())})', lambda: f'.remove({plain(0)})', lambda: '.reverse()', lambda: '.sort()', lambda: '.sort(reverse=True)',
    lambda: '.sort(key=str)', lambda: '.sort(key=lambda v: -v)', lambda: '.copy()', lambda: '.clear()', lambda: f'.index({plain(0)})',
    lambda: f'.index({integer()}, {small()}, {small()})', lambda: f'.count({plain(0)})', lambda: f'[{wrong(small())}]', lambda: f'[{slices()}]',
    lambda: f' + {one_of(lists(), tuples())}', lambda: f' * {small()}', lambda: f' == {lists()}', lambda: f' < {lists()}', lambda: f' >= {lists()}',
    lambda: f'.__contains__({plain(0)})', lambda: '.nothing()',
]
DICT = [
    lambda: f'.get({key()})', lambda: f'.get({key()}, {plain(0)})', lambda: f'[{key()}]', lambda: f'.pop({key()})', lambda: f'.pop({key()}, 0)',
    lambda: '.popitem()', lambda: f'.setdefault({key()}, {plain(0)})', lambda: f'.update({one_of(dicts(), lists(), "[(1, 2)]", "[(1, 2, 3)]", "5", "[5]", str(["ab"]))})',
    lambda: f'.update(x={plain(0)}, y=1)', lambda: '.keys()', lambda: '.values()', lambda: '.items()', lambda: '.copy()', lambda: '.clear()',
    lambda: f' | {dicts()}', lambda: f' == {dicts()}', lambda: '.keys() & ' + str({'a'}), lambda: f'.keys() == {sets()}', lambda: f'[{lists()}]',
    lambda: f'.fromkeys({iterable()})', lambda: f'.items() >= {dicts()}.items()', lambda: f'.keys().isdisjoint({iterable()})',
]
SET = [
    lambda: f'.add({plain(1)})', lambda: f'.discard({key()})', lambda: f'.remove({key()})', lambda: '.copy()',
    lambda: f'.update({iterable()})', lambda: f'.union({iterable()})', lambda: f'.difference({iterable()})', lambda: f'.symmetric_difference({iterable()})',
    lambda: f'.issubset({iterable()})', lambda: f'.issuperset({iterable()})', lambda: f'.isdisjoint({iterable()})', lambda: f' | {large_sets()}',
    lambda: f' - {large_sets()}', lambda: f' ^ {large_sets()}', lambda: f' <= {large_sets()}', lambda: f' < {large_sets()}', lambda: f' == {large_sets()}', lambda: '.clear()',
    lambda: f'.difference_update({iterable()})', lambda: f'.symmetric_difference_update({iterable()})', lambda: f' | {lists()}',
]
DEQUE = [
    lambda: f'.append({plain(0)})', lambda: f'.appendleft({plain(0)})', lambda: '.pop()', lambda: '.popleft()', lambda: f'.rotate({small()})',
    lambda: '.rotate()', lambda: f'.extend({iterable()})', lambda: f'.extendleft({iterable()})', lambda: f'[{small()}]', lambda: '.copy()',
    lambda: f'.insert({small()}, {plain(0)})', lambda: f'.remove({plain(0)})', lambda: f'.index({integer()})', lambda: f'.count({plain(0)})',
    lambda: '.reverse()', lambda: '.clear()', lambda: f' == {deques()}', lambda: '.maxlen', lambda: f' < {deques()}', lambda: f'[{slices()}]',
]
STR = [
    lambda: f'.split({one_of("", text(), "None", "None, 1", S0, "maxsplit=1", S1)})', lambda: f'.rsplit({one_of("", text(), "None, 1", S2)})',
    lambda: f'.join({iterable()})', lambda: f'.replace({text()}, {text()}{one_of("", ", 1", ", -1")})', lambda: f'.find({text()}{one_of("", ", " + small())})',
    lambda: f'.index({text()})', lambda: f'.rindex({text()})', lambda: f'.rfind({text()})', lambda: f'.count({wrong(text())})',
    lambda: f'.{one_of("upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip", "isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isdecimal", "isnumeric", "isascii", "isprintable", "splitlines", "expandtabs", "encode")}()',
    lambda: f'.strip({wrong(text())})', lambda: f'.{one_of("center", "ljust", "rjust")}({wrong(small())}{one_of("", S3, S4, ", 5")})',
    lambda: f'.zfill({wrong(small())})', lambda: f'.startswith({one_of(text(), S5, "5", "(1,)")}{one_of("", ", 1")})', lambda: f'.endswith({text()})',
    lambda: f'.partition({text()})', lambda: f'.rpartition({text()})', lambda: f'.removeprefix({text()})', lambda: f'.removesuffix({text()})',
    lambda: f'[{wrong(small())}]', lambda: f'[{slices()}]', lambda: f' + {wrong(text())}', lambda: f' * {wrong(small())}', lambda: f' % {one_of(plain(1), tuples())}',
    lambda: f'.format({many(lambda: plain(1))})', lambda: f' < {wrong(text())}', lambda: f' == {plain(0)}', lambda: f'.encode({one_of(S6, S7, S8, S9)})',
    lambda: '.translate({97: "1", 98: None, 44: 59})', lambda: f'.splitlines({one_of("True", "keepends=True")})', lambda: f'.maketrans({text()}, {text()})',
]
BYTES = [
    lambda: f'.split({one_of("", S10, "None")})', lambda: '.decode()', lambda: '.hex()', lambda: '.upper()', lambda: f'.find({octets()})', lambda: f'[{small()}]',
    lambda: f'[{slices()}]', lambda: f' + {octets()}', lambda: f'.replace({octets()}, {octets()})', lambda: '.strip()', lambda: f'.join([{octets()}, {octets()}])',
    lambda: f'.startswith({octets()})', lambda: f' == {octets()}', lambda: ' * 2', lambda: f'.count({octets()})', lambda: f'.decode("{one_of("ascii", "latin-1")}")',
]
NUMBER = [
    lambda: f' {one_of("+", "-", "*", "/", "//", "%", "==", "<", ">=", "!=")} {wrong(number())}', lambda: f' {one_of("&", "|", "^")} {wrong(integer())}',
    lambda: f' ** {small()}', lambda: f' {one_of("<<", ">>")} {small()}', lambda: f'.__class__.__name__', lambda: '.real', lambda: '.is_integer()',
    lambda: '.as_integer_ratio()', lambda: '.bit_length()', lambda: '.hex()', lambda: f' < {plain(0)}', lambda: '.conjugate()',
]
FUNCTIONS = [
    lambda: f'sorted({iterable()})', lambda: f'sorted({iterable()}, reverse=True)', lambda: f'sorted({lists()}, key=repr)', lambda: f'min({iterable()})',
    lambda: f'max({iterable()})', lambda: f'min({plain(0)}, {plain(0)})', lambda: f'max({number()}, {number()}, {number()})', lambda: f'max({iterable()}, default=7)',
    lambda: f'min({lists()}, key=str)', lambda: f'sum([{many(integer)}])', lambda: f'sum({iterable()})', lambda: f'sum([[1], [2]], [])', lambda: f'any({iterable()})',
    lambda: f'all({iterable()})', lambda: f'len({one_of(iterable(), plain())})', lambda: f'abs({plain(0)})', lambda: f'round({number()})', lambda: f'round({number()}, {small()})',
    lambda: f'divmod({wrong(number())}, {wrong(number())})', lambda: f'pow({integer()}, {small()}, {integer()})', lambda: f'pow({small()}, {small()})', lambda: f'hex({wrong(integer())})',
    lambda: f'bin({integer()})', lambda: f'oct({integer()})', lambda: f'chr({integer()})', lambda: f'ord({text()})', lambda: f'int({one_of(text(), number(), plain(0))})',
    lambda: f'int({text()}, {one_of("2", "8", "10", "16", "0", "36")})', lambda: f'float({one_of(text(), number(), plain(0))})', lambda: f'str({plain()})', lambda: f'repr({plain(3)})',
    lambda: f'ascii({plain()})', lambda: f'bool({plain()})', lambda: f'list({iterable()})', lambda: f'tuple({iterable()})', lambda: f'set({lists()}) == set({lists()})',
    lambda: f'dict({one_of(dicts(), "[(1, 2), (3, 4)]", "a=1, b=2", lists())})', lambda: f'list(reversed({one_of(lists(), text(), ranges(), tuples(), dicts())}))', lambda: f'list(enumerate({iterable()}, {small()}))',
    lambda: f'list(zip({iterable()}, {iterable()}))', lambda: f'list(map(repr, {iterable()}))', lambda: f'list(filter(None, {iterable()}))', lambda: f'hash({number()}) == hash({number()})',
    lambda: f'hash({one_of(lists(), "(1, 2)", "(1, (2, 3))", integer(), "1.5", dicts(), "frozenset([1, 2])")})', lambda: f'format({number()}, {repr(spec())})', lambda: f'format({text()}, {repr(spec())})', lambda: f'f"{{{number()}:{spec()}}}"',
    lambda: f'"%{one_of("", "5", "-6", "05", ".2", "8.3")}{one_of("d", "s", "f", "r", "x", "g", "e", "c")}" % ({plain(0)},)', lambda: f'"{{:{spec()}}} {{!r}}".format({number()}, {plain(0)})',
    lambda: f'{plain(0)} in {iterable()}', lambda: f'{plain(0)} not in {iterable()}', lambda: f'{plain(1)} == {plain(1)}', lambda: f'{plain(1)} < {plain(1)}', lambda: f'not {plain()}',
    lambda: f'-{plain(0)}', lambda: f'~{wrong(integer())}', lambda: f'bytes({one_of("3", "[1, 2]", "[256]", text(), "-1")})', lambda: f'{ranges()}[{small()}]', lambda: f'{ranges()}[{slices()}]',
    lambda: f'list({ranges()})', lambda: f'{ranges()} == {ranges()}', lambda: f'{number()} in {ranges()}', lambda: f'len({ranges()})', lambda: f'{ranges()}.index({small()})', lambda: f'{tuples()}[{slices()}]',
    lambda: f'{tuples()}.index({plain(0)})', lambda: f'{tuples()} + {tuples()}', lambda: f'{tuples()} < {tuples()}', lambda: f'slice({small()}, {small()}).indices({small()})', lambda: f'isinstance({plain()}, (int, str))',
    lambda: f'type({plain()}).__name__', lambda: f'list(iter({iterable()}))', lambda: f'next(iter({iterable()}))', lambda: f'next(iter([]), {plain(0)})', lambda: f'"".join(sorted({text()}))', lambda: f'[*{iterable()}, *{iterable()}]',
    lambda: f'{{**{dicts()}, **{dicts()}}}', lambda: f'math.{one_of("floor", "ceil", "trunc", "sqrt", "isqrt", "factorial", "fabs")}({number()})', lambda: f'math.{one_of("gcd", "lcm", "comb", "perm", "hypot", "copysign")}({small()}, {small()})',
    lambda: f'math.prod([{many(number)}])', lambda: f'math.fsum([{many(number)}])', lambda: f'math.isclose({number()}, {number()})',
]


def spec():
    return one_of('', one_of('', '<', '>', '^', '*^', '=') + one_of('', '+', ' ') + one_of('', '#') + one_of('', '0') + one_of('', '5', '12') + one_of('', ',', '_')
                  + one_of('', '.2', '.0', '.10') + one_of('', 'd', 'f', 's', 'x', 'e', 'g', '%', 'b', 'n'))


KINDS = [(lists, LIST), (lists, LIST), (dicts, DICT), (large_sets, SET), (deques, DEQUE), (text, STR), (text, STR), (octets, BYTES), (number, NUMBER), (number, NUMBER)]


def statement(name, table):
    call = R.choice(table)()
    if R.random() < .1 and table in (LIST, DICT, DEQUE):
        place = slices() if table is LIST and R.random() < .5 else key() if table is DICT else small()
        given = iterable() if ':' in place else plain(1)
        return one_of(f'{name}[{place}] = {given}', f'del {name}[{place}]', f'{name} += {iterable()}')
    return f'r.append({name}{call})'


def case(number):
    lines = [f'def case_{number}():', '    r = []']
    if R.random() < .5:
        lines.append(f'    r.append({R.choice(FUNCTIONS)()})')
    else:
        value, table = R.choice(KINDS)
        lines.append(f'    x = {value()}')
        lines += ['    ' + statement('x', table) for _ in range(R.randint(1, 3))]
        lines.append('    r.append(x)')
    return '\n'.join(lines + ['    return r', f'show(case_{number})', ''])


print('''import math
from collections import deque
def plain(value):
    if isinstance(value, (set, frozenset)):
        return [type(value).__name__, sorted(map(repr, map(plain, value)))]
    if isinstance(value, (list, tuple, deque)):
        return [type(value).__name__, [plain(item) for item in value]]
    if isinstance(value, dict):
        return ['dict', [(plain(key), plain(item)) for key, item in value.items()]]
    return value
def show(case):
    try:
        print(ascii(repr(plain(case()))))
    except Exception as error:
        print(type(error).__name__ + ': ' + ascii(str(error)))
''')
for number_of_case in range(COUNT):
    print(case(number_of_case))
