# JSON. Adapted from CPython 3.14, PSF License 2.0.
class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


_ESCAPES = {'\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t'}


def _text(s, ensure_ascii):
    out = []
    for c in s:
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c < ' ' or ensure_ascii and c > '~':
            n = ord(c)
            if n < 0x10000:
                out.append(f'\\u{n:04x}')
            else:
                n -= 0x10000
                out.append(f'\\u{0xd800 | n >> 10 & 0x3ff:04x}\\u{0xdc00 | n & 0x3ff:04x}')
        else:
            out.append(c)
    return '"' + ''.join(out) + '"'


def _float(x, allow_nan):
    if x == x and x not in (float('inf'), float('-inf')):
        return float.__repr__(x)
    if not allow_nan:
        raise ValueError(f'Out of range float values are not JSON compliant: {x!r}')
    return 'NaN' if x != x else 'Infinity' if x > 0 else '-Infinity'


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = ' ' * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        out = []
        self._put(o, out, 0, [])
        return ''.join(out)

    def iterencode(self, o):
        yield self.encode(o)

    def _put(self, o, out, depth, open):
        if isinstance(o, str):
            out.append(_text(o, self.ensure_ascii))
        elif o is None:
            out.append('null')
        elif o is True:
            out.append('true')
        elif o is False:
            out.append('false')
        elif isinstance(o, int):
            out.append(int.__repr__(o))
        elif isinstance(o, float):
            out.append(_float(o, self.allow_nan))
        else:
            if any([o is other for other in open]):
                raise ValueError('Circular reference detected')
            open.append(o)
            if isinstance(o, (list, tuple)):
                self._several(o, out, depth, open, '[', ']')
            elif isinstance(o, dict):
                self._several(sorted(o.items()) if self.sort_keys else o.items(), out, depth, open, '{', '}')
            else:
                self._put(self.default(o), out, depth, open)
            open.pop()

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return _float(key, self.allow_nan)
        if key is True or key is False or key is None:
            return {True: 'true', False: 'false', None: 'null'}[key]
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')

    def _several(self, items, out, depth, open, begin, end):
        if not items:
            out.append(begin + end)
            return
        line = '' if self.indent is None else '\n' + self.indent * (depth + 1)
        between = begin + line
        for item in items:
            if begin == '{':
                key = self._key(item[0])
                if key is None:
                    continue
                out.append(between + _text(key, self.ensure_ascii) + self.key_separator)
                item = item[1]
            else:
                out.append(between)
            self._put(item, out, depth + 1, open)
            between = self.item_separator + line
        if self.indent is not None:
            out.append('\n' + self.indent * depth)
        out.append(end)


def dumps(obj, *, cls=None, **kw):
    return (cls or JSONEncoder)(**kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


_BACK = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}


def _hex(s, at):
    digits = s[at:at + 4]
    if len(digits) != 4 or any([c not in '0123456789abcdefABCDEF' for c in digits]):
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at)
    return int(digits, 16)


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int

    def decode(self, s):
        obj, end = self.raw_decode(s, self._space(s, 0))
        end = self._space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _space(self, s, i):
        while i < len(s) and s[i] in ' \t\n\r':
            i += 1
        return i

    def _value(self, s, i):
        c = s[i:i + 1]
        if c == '"':
            return self._string(s, i + 1)
        if c == '{':
            return self._object(s, i + 1)
        if c == '[':
            return self._array(s, i + 1)
        for text, value in (('null', None), ('true', True), ('false', False), ('NaN', float('nan')), ('Infinity', float('inf')), ('-Infinity', float('-inf'))):
            if s.startswith(text, i):
                return value, i + len(text)
        end = i + 1 if c == '-' else i
        first = end
        while s[end:end + 1] in _DIGITS:
            end += 1
        if end == first or c == '':
            raise JSONDecodeError("Expecting value", s, i)
        if s[first] == '0':
            end = first + 1
        whole = True
        if s[end:end + 1] == '.' and s[end + 1:end + 2] in _DIGITS:
            whole = False
            end += 1
            while s[end:end + 1] in _DIGITS:
                end += 1
        if s[end:end + 1] in ('e', 'E'):
            j = end + 2 if s[end + 1:end + 2] in ('+', '-') else end + 1
            if s[j:j + 1] in _DIGITS:
                whole = False
                end = j
                while s[end:end + 1] in _DIGITS:
                    end += 1
        return (self.parse_int if whole else self.parse_float)(s[i:end]), end

    def _string(self, s, i):
        begin = i - 1
        out = []
        while True:
            end = i
            while end < len(s) and s[end] != '"' and s[end] != '\\' and s[end] >= ' ':
                end += 1
            out.append(s[i:end])
            if end >= len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            c = s[end]
            if c == '"':
                return ''.join(out), end + 1
            if c != '\\':
                raise JSONDecodeError("Invalid control character at", s, end)
            c = s[end + 1:end + 2]
            if c == '':
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            i = end + 2
            if c != 'u':
                if c not in _BACK:
                    raise JSONDecodeError("Invalid \\escape", s, end)
                out.append(_BACK[c])
                continue
            n = _hex(s, i)
            i += 4
            if 0xd800 <= n < 0xdc00 and s[i:i + 2] == '\\u':
                low = _hex(s, i + 2)
                if 0xdc00 <= low < 0xe000:
                    n = 0x10000 + ((n - 0xd800) << 10 | low - 0xdc00)
                    i += 6
            out.append(chr(n))

    def _array(self, s, i):
        values = []
        i = self._space(s, i)
        if s[i:i + 1] == ']':
            return values, i + 1
        while True:
            value, i = self._value(s, i)
            values.append(value)
            i = self._space(s, i)
            c = s[i:i + 1]
            if c == ']':
                return values, i + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            comma = i
            i = self._space(s, i + 1)
            if s[i:i + 1] == ']':
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, i):
        pairs = []
        i = self._space(s, i)
        if s[i:i + 1] == '}':
            return self._made(pairs), i + 1
        if s[i:i + 1] != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)
        while True:
            key, i = self._string(s, i + 1)
            i = self._space(s, i)
            if s[i:i + 1] != ':':
                raise JSONDecodeError("Expecting ':' delimiter", s, i)
            value, i = self._value(s, self._space(s, i + 1))
            pairs.append((key, value))
            i = self._space(s, i)
            c = s[i:i + 1]
            if c == '}':
                return self._made(pairs), i + 1
            if c != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, i)
            comma = i
            i = self._space(s, i + 1)
            if s[i:i + 1] != '"':
                if s[i:i + 1] == '}':
                    raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, i)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


_DIGITS = ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')


def loads(s, *, cls=None, **kw):
    if isinstance(s, bytes):
        s = s.decode()
    elif not isinstance(s, str):
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
