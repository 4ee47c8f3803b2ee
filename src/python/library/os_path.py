# Paths as text.
sep = '/'


def join(a, *p):
    path = a
    for b in p:
        if b.startswith('/'):
            path = b
        elif not path or path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path


def split(p):
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def basename(p):
    return p[p.rfind('/') + 1:]


def dirname(p):
    return split(p)[0]


def splitext(p):
    dot = p.rfind('.')
    start = p.rfind('/') + 1
    if dot > start and p[start:dot].strip('.'):
        return p[:dot], p[dot:]
    return p, ''


def isabs(s):
    return s.startswith('/')


def normpath(path):
    out = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or not path.startswith('/') and not out or out and out[-1] == '..':
            out.append(part)
        elif out:
            out.pop()
    return ('/' if path.startswith('/') else '') + '/'.join(out) or '.'


def abspath(path):
    return normpath(join('/', path))


realpath = abspath


def expanduser(path):
    return path.replace('~', '', 1) or '/' if path.startswith('~') else path


def exists(path):
    return False


isfile = isdir = islink = lexists = exists


def commonprefix(m):
    if not m:
        return ''
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low
