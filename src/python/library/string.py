# Constants and templates of text.
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
whitespace = ' \t\n\r\v\f'
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join([w.capitalize() for w in s.split(sep)])


class Template:
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, kws, safe):
        values = {**mapping, **kws}
        parts = self.template.split('$')
        out = [parts[0]]
        i = 1
        while i < len(parts):
            part = parts[i]
            i += 1
            if part == '' and i < len(parts):
                out.append('$' + parts[i])
                i += 1
                continue
            braced = part.startswith('{')
            end = part.find('}') if braced else 0
            if braced:
                name, rest, shown = part[1:end], part[end + 1:], '$' + part[:end + 1]
            else:
                while end < len(part) and (part[end] == '_' or part[end].isalnum() and part[end] < '\x80'):
                    end += 1
                name, rest, shown = part[:end], part[end:], '$' + part[:end]
            if not name or not name.isidentifier():
                if not safe:
                    raise ValueError('Invalid placeholder in string')
                out.append('$' + part)
            elif name in values:
                out.append(str(values[name]) + rest)
            elif safe:
                out.append(shown + rest)
            else:
                raise KeyError(name)
        return ''.join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
