# A stand-in for urllib.request: every request blocks its thread.
import _standin
from urllib.error import URLError


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self.headers = dict(headers)
        self.method = method

    def add_header(self, key, value):
        self.headers[key] = value

    def get_method(self):
        return self.method or ('GET' if self.data is None else 'POST')


class _Response:
    status = code = 200
    reason = msg = _standin.REASON

    def __init__(self, url):
        self.url = url
        self.headers = {'Content-Type': 'text/html; charset=utf-8'}
        self._data = _standin.text(url).encode()

    def read(self, n=-1):
        if n is None or n < 0:
            n = len(self._data)
        data, self._data = self._data[:n], self._data[n:]
        return data

    def getcode(self):
        return self.code

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def close(self):
        pass

    def __iter__(self):
        return iter(self.read().splitlines(True))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass


def urlopen(url, data=None, timeout=None, *, context=None):
    if isinstance(url, Request):
        url = url.full_url
    if _standin.host_of(url) is None:
        raise ValueError(f"unknown url type: {url!r}")
    if not _standin.block(url, timeout):
        raise TimeoutError('The read operation timed out')
    return _Response(url)


def build_opener(*handlers):
    return _Opener()


class _Opener:
    addheaders = []

    def open(self, url, data=None, timeout=None):
        return urlopen(url, data, timeout)
