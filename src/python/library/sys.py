# The interpreter as a program sees it.
import _io
import _raw

argv = ['program.py']
path = []
modules = {}
platform = 'linux'
byteorder = 'little'
executable = ''
maxsize = 9223372036854775807
maxunicode = 1114111
version = '3.14.0 (Interleave)'
hexversion = 51249392
copyright = ''
prefix = base_prefix = exec_prefix = ''
dont_write_bytecode = True
ps1 = '>>> '
tracebacklimit = 1000


class _Record(tuple):
    def __new__(cls, name, /, **fields):
        self = tuple.__new__(cls, list(fields.values()))
        self._name = name
        self._fields = fields
        return self

    def __getattr__(self, name):
        fields = object.__getattribute__(self, '_fields')
        if name in fields:
            return fields[name]
        raise AttributeError(f"'{self._name}' object has no attribute '{name}'")

    def __repr__(self):
        return f"{self._name}({', '.join([f'{k}={v!r}' for k, v in self._fields.items()])})"


version_info = _Record('sys.version_info', major=3, minor=14, micro=0, releaselevel='final', serial=0)
implementation = _Record('namespace', name='cpython', cache_tag=None, version=version_info, hexversion=hexversion)
float_info = _Record('sys.float_info', max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, min_exp=-1021,
    min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)
flags = _Record('sys.flags', debug=0, inspect=0, interactive=0, optimize=0, dev_mode=False, utf8_mode=0)
hash_info = _Record('sys.hash_info', width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003)


class _Stream:
    encoding = 'utf-8'
    errors = 'strict'
    closed = False

    def __init__(self, name, number):
        self._which = name
        self._number = number
        self.name = '<std' + name + '>'

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        _io.write(self._which, text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def fileno(self):
        return self._number

    def reconfigure(self, **kwargs):
        pass


stdout = __stdout__ = _Stream('out', 1)
stderr = __stderr__ = _Stream('err', 2)


def exit(status=None, /):
    raise SystemExit(status) if status is not None else SystemExit


def exception():
    return _raw.exception()


def exc_info():
    e = _raw.exception()
    return (None, None, None) if e is None else (type(e), e, e.__traceback__)


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit, /):
    pass


def getswitchinterval():
    return 0.005


def setswitchinterval(interval, /):
    pass


def intern(string, /):
    return string


def getdefaultencoding():
    return 'utf-8'


def getfilesystemencoding():
    return 'utf-8'


def is_finalizing():
    return False


def excepthook(kind, value, traceback):
    pass


def set_coroutine_origin_tracking_depth(depth):
    pass


def _is_gil_enabled():
    return True
