# A stand-in for requests: every request blocks its thread.
import _standin


class RequestException(IOError):
    pass


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class JSONDecodeError(RequestException, ValueError):
    pass


class TooManyRedirects(RequestException):
    pass


class exceptions:
    RequestException = RequestException
    HTTPError = HTTPError
    ConnectionError = ConnectionError
    Timeout = Timeout
    ConnectTimeout = ConnectTimeout
    ReadTimeout = ReadTimeout
    InvalidURL = InvalidURL
    MissingSchema = MissingSchema
    JSONDecodeError = JSONDecodeError
    TooManyRedirects = TooManyRedirects


class codes:
    ok = 200
    not_found = 404


class Response:
    status_code = 200
    reason = _standin.REASON
    ok = True
    encoding = 'utf-8'

    def __init__(self, method, url):
        self.method = method
        self.url = url
        self.headers = {'Content-Type': 'text/html; charset=utf-8'}
        self.cookies = {}
        self.history = []

    @property
    def text(self):
        return _standin.text(self.url)

    @property
    def content(self):
        return self.text.encode()

    @property
    def elapsed(self):
        import _trace
        from datetime import timedelta
        return timedelta(microseconds=_trace.request_ns() // 1000)

    def json(self, **kwargs):
        return _standin.Json(self.url, self.method)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        data = self.content
        for i in range(0, len(data), chunk_size or len(data)):
            yield data[i:i + (chunk_size or len(data))]

    def iter_lines(self):
        yield from self.content.splitlines()

    def raise_for_status(self):
        pass

    def close(self):
        pass

    def __bool__(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass

    def __repr__(self):
        return "<Response [200]>"


class Session:
    def __init__(self):
        self.headers = {}
        self.params = {}
        self.auth = None
        self.cookies = {}
        self.verify = True

    def request(self, method, url, params=None, timeout=None, **kwargs):
        url = _standin.with_params(_standin.with_params(str(url), self.params), params)
        if _standin.host_of(url) is None:
            raise MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        limit = timeout[1] if isinstance(timeout, tuple) else timeout
        if not _standin.block(url, limit):
            raise ReadTimeout(f"HTTPSConnectionPool(host='{_standin.host_of(url)}', port=443): Read timed out. (read timeout={limit})")
        return Response(method.upper(), url)

    def get(self, url, **kwargs):
        return self.request('GET', url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request('POST', url, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request('PUT', url, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request('PATCH', url, **kwargs)

    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)

    def head(self, url, **kwargs):
        return self.request('HEAD', url, **kwargs)

    def options(self, url, **kwargs):
        return self.request('OPTIONS', url, **kwargs)

    def mount(self, prefix, adapter):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass


def session():
    return Session()


def request(method, url, **kwargs):
    return Session().request(method, url, **kwargs)


def get(url, params=None, **kwargs):
    return request('GET', url, params=params, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request('POST', url, **kwargs)


def put(url, data=None, **kwargs):
    return request('PUT', url, **kwargs)


def patch(url, data=None, **kwargs):
    return request('PATCH', url, **kwargs)


def delete(url, **kwargs):
    return request('DELETE', url, **kwargs)


def head(url, **kwargs):
    return request('HEAD', url, **kwargs)


def options(url, **kwargs):
    return request('OPTIONS', url, **kwargs)
