# A stand-in for aiohttp: its requests wait as real ones do, on the loop.
import _standin
import asyncio


class ClientError(Exception):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientConnectorError(ClientConnectionError):
    pass


ClientOSError = ServerDisconnectedError = ClientPayloadError = ServerConnectionError = ClientConnectionError


class ClientResponseError(ClientError):
    pass


class ContentTypeError(ClientResponseError):
    pass


class InvalidURL(ClientError, ValueError):
    pass


class ServerTimeoutError(ClientConnectionError, asyncio.TimeoutError):
    pass


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect


class TCPConnector:
    def __init__(self, *, limit=100, limit_per_host=0, **kwargs):
        self.limit = limit
        self.limit_per_host = limit_per_host

    async def close(self):
        pass


class BasicAuth:
    def __init__(self, login, password=''):
        self.login = login
        self.password = password


class _Content:
    def __init__(self, data):
        self._data = data

    async def read(self, n=-1):
        data, self._data = (self._data, b'') if n < 0 else (self._data[:n], self._data[n:])
        return data

    async def iter_chunked(self, n):
        while self._data:
            yield await self.read(n)


class ClientResponse:
    status = 200
    reason = _standin.REASON
    ok = True
    content_type = 'text/html'
    charset = 'utf-8'

    def __init__(self, method, url):
        self.method = method
        self.url = _standin.Url(url)
        self.real_url = self.url
        self.host = self.url.host
        self.headers = {'Content-Type': 'text/html; charset=utf-8'}
        self.cookies = {}
        self.content = _Content(_standin.text(url).encode())

    async def text(self, encoding=None, errors='strict'):
        return _standin.text(self.url)

    async def read(self):
        return _standin.text(self.url).encode()

    async def json(self, **kwargs):
        return _standin.Json(str(self.url), self.method)

    def raise_for_status(self):
        pass

    def release(self):
        pass

    def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        pass

    def __repr__(self):
        return f"<ClientResponse({self.url}) [200 OK]>"


class _Request:
    # What `session.get(...)` gives: to be awaited, or entered.
    def __init__(self, coro):
        self._coro = coro

    def __await__(self):
        return self._coro.__await__()

    async def __aenter__(self):
        self._response = await self._coro
        return self._response

    async def __aexit__(self, *exc):
        pass


class ClientSession:
    def __init__(self, base_url=None, *, connector=None, timeout=None, headers=None, **kwargs):
        self._base = base_url or ''
        self._connector = connector
        self._timeout = timeout
        self.headers = headers or {}
        self.closed = False
        self._slots = None
        if connector is not None and 0 < connector.limit < 100:
            self._slots = asyncio.Semaphore(connector.limit)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.closed = True

    async def close(self):
        self.closed = True

    async def _request(self, method, url, timeout=None, params=None, **kwargs):
        if self.closed:
            raise RuntimeError("Session is closed")
        url = _standin.with_params(self._base + str(url), params)
        if _standin.host_of(url) is None:
            raise InvalidURL(url)
        timeout = self._timeout if timeout is None else timeout
        total = getattr(timeout, 'total', timeout)
        if self._slots is not None:
            async with self._slots:
                await self._wait(url, total)
        else:
            await self._wait(url, total)
        return ClientResponse(method, url)

    async def _wait(self, url, total):
        if total is None:
            await _standin.pause(url)
        else:
            async with asyncio.timeout(total):
                await _standin.pause(url)

    def request(self, method, url, **kwargs):
        return _Request(self._request(method.upper(), url, **kwargs))

    def get(self, url, **kwargs):
        return _Request(self._request('GET', url, **kwargs))

    def post(self, url, **kwargs):
        return _Request(self._request('POST', url, **kwargs))

    def put(self, url, **kwargs):
        return _Request(self._request('PUT', url, **kwargs))

    def patch(self, url, **kwargs):
        return _Request(self._request('PATCH', url, **kwargs))

    def delete(self, url, **kwargs):
        return _Request(self._request('DELETE', url, **kwargs))

    def head(self, url, **kwargs):
        return _Request(self._request('HEAD', url, **kwargs))

    def options(self, url, **kwargs):
        return _Request(self._request('OPTIONS', url, **kwargs))


def request(method, url, **kwargs):
    return ClientSession().request(method, url, **kwargs)
