# Parts of an address.
_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~'


class _Parts(tuple):
    scheme = property(lambda self: self[0])
    netloc = property(lambda self: self[1])
    path = property(lambda self: self[2])
    query = property(lambda self: self[-2])
    fragment = property(lambda self: self[-1])
    hostname = property(lambda self: self[1].rpartition('@')[2].partition(':')[0].lower() or None)

    @property
    def port(self):
        port = self[1].rpartition('@')[2].partition(':')[2]
        return int(port) if port else None

    def geturl(self):
        return urlunsplit((self[0], self[1], self[2], self[-2], self[-1]))


class ParseResult(_Parts):
    params = property(lambda self: self[3])

    def __repr__(self):
        names = ('scheme', 'netloc', 'path', 'params', 'query', 'fragment')
        return f"ParseResult({', '.join([f'{n}={v!r}' for n, v in zip(names, self)])})"


class SplitResult(_Parts):
    def __repr__(self):
        names = ('scheme', 'netloc', 'path', 'query', 'fragment')
        return f"SplitResult({', '.join([f'{n}={v!r}' for n, v in zip(names, self)])})"


def urlsplit(url, scheme='', allow_fragments=True):
    netloc = query = fragment = ''
    head, found, rest = url.partition(':')
    if found and head and head[0].isalpha() and head.replace('+', '').replace('-', '').replace('.', '').isalnum():
        scheme, url = head.lower(), rest
    if url[:2] == '//':
        ends = [i for i in [url.find(c, 2) for c in '/?#'] if i >= 0]
        end = min(ends) if ends else len(url)
        netloc, url = url[2:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    return SplitResult((scheme, netloc, url, query, fragment))


def urlparse(url, scheme='', allow_fragments=True):
    s, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    head, slash, last = path.rpartition('/')
    last, _, params = last.partition(';')
    return ParseResult((s, netloc, head + slash + last, params, query, fragment))


def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc:
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + netloc + url
    if scheme:
        url = scheme + ':' + url
    return url + ('?' + query if query else '') + ('#' + fragment if fragment else '')


def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    return urlunsplit((scheme, netloc, f"{url};{params}" if params else url, query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    b, u = urlsplit(base), urlsplit(url)
    if u.scheme:
        return url
    if u.netloc:
        return urlunsplit((b.scheme,) + tuple(u)[1:])
    if not u.path:
        return urlunsplit((b.scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    parts = u.path.split('/') if u.path[0] == '/' else b.path.split('/')[:-1] + u.path.split('/')
    out = []
    for part in parts:
        if part == '..':
            if len(out) > 1:
                out.pop()
        elif part != '.':
            out.append(part)
    if parts[-1] in ('.', '..'):
        out.append('')
    return urlunsplit((b.scheme, b.netloc, '/'.join(out) or '/', u.query, u.fragment))


def quote(string, safe='/', encoding='utf-8', errors='strict'):
    data = string.encode() if isinstance(string, str) else string
    return ''.join([chr(c) if c < 128 and chr(c) in _SAFE + safe else f'%{c:02X}' for c in data])


def quote_plus(string, safe=''):
    return quote(string, safe + ' ').replace(' ', '+')


def unquote(string, encoding='utf-8', errors='replace'):
    parts = string.split('%')
    data = [parts[0].encode()]
    for part in parts[1:]:
        try:
            data += [bytes([int(part[:2], 16)]), part[2:].encode()]
        except ValueError:
            data.append(('%' + part).encode())
    return b''.join(data).decode('utf-8', errors)


def unquote_plus(string):
    return unquote(string.replace('+', ' '))


def urlencode(query, doseq=False, safe=''):
    pairs = []
    for k, v in query.items() if hasattr(query, 'items') else query:
        for value in v if doseq and isinstance(v, (list, tuple)) else [v]:
            pairs.append(quote_plus(str(k), safe) + '=' + quote_plus(str(value), safe))
    return '&'.join(pairs)


def parse_qsl(qs, keep_blank_values=False):
    out = []
    for pair in qs.split('&'):
        k, _, v = pair.partition('=')
        if pair and (v or keep_blank_values):
            out.append((unquote_plus(k), unquote_plus(v)))
    return out


def parse_qs(qs, keep_blank_values=False):
    out = {}
    for k, v in parse_qsl(qs, keep_blank_values):
        out.setdefault(k, []).append(v)
    return out
