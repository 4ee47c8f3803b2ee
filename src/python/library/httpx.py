# A stand-in for httpx: both its clients, the one that blocks and the one that waits on the loop.
import _standin


class HTTPError(Exception):
    pass


class RequestError(HTTPError):
    pass


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


ReadTimeout = ConnectTimeout = PoolTimeout = WriteTimeout = TimeoutException


class ConnectError(TransportError):
    pass


class HTTPStatusError(HTTPError):
    pass


class UnsupportedProtocol(TransportError):
    pass


class Timeout:
    def __init__(self, timeout=5.0, **kwargs):
        self.read = kwargs.get('read', timeout)


class Limits:
    def __init__(self, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0):
        self.max_connections = max_connections


class Response:
    status_code = 200
    reason_phrase = _standin.REASON
    is_success = True
    is_error = False
    encoding = 'utf-8'
    http_version = 'HTTP/1.1'

    def __init__(self, method, url):
        self.method = method
        self.url = _standin.Url(url)
        self.headers = {'content-type': 'text/html; charset=utf-8'}

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

    def read(self):
        return self.content

    async def aread(self):
        return self.content

    def json(self, **kwargs):
        return _standin.Json(str(self.url), self.method)

    def raise_for_status(self):
        return self

    def close(self):
        pass

    async def aclose(self):
        pass

    def __repr__(self):
        return "<Response [200 OK]>"


class _Client:
    def __init__(self, *, base_url='', timeout=5.0, headers=None, params=None, limits=None, **kwargs):
        self._base = str(base_url)
        self._timeout = timeout
        self._params = params
        self.headers = headers or {}
        self.is_closed = False

    def _url(self, url, params):
        if self.is_closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        url = _standin.with_params(_standin.with_params(self._base + str(url), self._params), params)
        if _standin.host_of(url) is None:
            raise UnsupportedProtocol("Request URL is missing an 'http://' or 'https://' protocol.")
        return url

    def _limit(self, timeout):
        timeout = self._timeout if timeout == -1 else timeout
        return getattr(timeout, 'read', timeout)

    def get(self, url, **kwargs):
        return self.request('GET', url, **kwargs)

    def post(self, url, **kwargs):
        return self.request('POST', url, **kwargs)

    def put(self, url, **kwargs):
        return self.request('PUT', url, **kwargs)

    def patch(self, url, **kwargs):
        return self.request('PATCH', url, **kwargs)

    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)

    def head(self, url, **kwargs):
        return self.request('HEAD', url, **kwargs)

    def options(self, url, **kwargs):
        return self.request('OPTIONS', url, **kwargs)


class Client(_Client):
    def request(self, method, url, *, params=None, timeout=-1, **kwargs):
        url = self._url(url, params)
        if not _standin.block(url, self._limit(timeout)):
            raise ReadTimeout("The read operation timed out")
        return Response(method.upper(), url)

    def close(self):
        self.is_closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


class AsyncClient(_Client):
    _slots = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        limits = kwargs.get('limits')
        if limits is not None and limits.max_connections is not None:
            import asyncio
            self._slots = asyncio.Semaphore(limits.max_connections)

    async def request(self, method, url, *, params=None, timeout=-1, **kwargs):
        url = self._url(url, params)
        if self._slots is not None:
            async with self._slots:
                await self._wait(url, self._limit(timeout))
        else:
            await self._wait(url, self._limit(timeout))
        return Response(method.upper(), url)

    async def _wait(self, url, limit):
        import _time
        import _trace
        if limit is None or _time.to_ns(limit) >= _trace.request_ns():
            await _standin.pause(url)
            return
        import asyncio
        try:
            async with asyncio.timeout(limit):
                await _standin.pause(url)
        except TimeoutError:
            raise ReadTimeout("") from None

    async def aclose(self):
        self.is_closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.is_closed = True


def request(method, url, **kwargs):
    with Client() as client:
        return client.request(method, url, **kwargs)


def get(url, **kwargs):
    return request('GET', url, **kwargs)


def post(url, **kwargs):
    return request('POST', url, **kwargs)


def put(url, **kwargs):
    return request('PUT', url, **kwargs)


def patch(url, **kwargs):
    return request('PATCH', url, **kwargs)


def delete(url, **kwargs):
    return request('DELETE', url, **kwargs)


def head(url, **kwargs):
    return request('HEAD', url, **kwargs)
