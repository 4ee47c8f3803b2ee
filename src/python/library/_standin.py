# What the stand-ins for network libraries share: each request is a wait at its host, and the answer is made up here.
import _time
import _trace

_hosts = {}
REASON = 'OK'


class Json(dict):
    """An answer's data: a key that it does not have is answered by its name."""

    def __init__(self, url, method):
        super().__init__(url=url, method=method)

    def __missing__(self, key):
        return key


class Url(str):
    @property
    def host(self):
        return host_of(self)

    @property
    def path(self):
        rest = self.partition('://')[2]
        return '/' + rest.partition('/')[2].partition('?')[0]


def host_of(url):
    scheme, found, rest = url.partition('://')
    if not found or not scheme or not rest:
        return None
    return rest.partition('/')[0].partition('?')[0].rpartition('@')[2].partition(':')[0] or None


def resource(host):
    found = _hosts.get(host)
    if found is None:
        found = _hosts[host] = _trace.resource('host')
        _trace.named(found, host)
    return found


def text(url):
    return f"<!doctype html><html><title>{host_of(url)}</title><body>{url}</body></html>"


def block(url, limit=None):
    """The wait of a blocking request; False if the limit (seconds) came first."""
    host = host_of(url)
    ns = _trace.request_ns()
    late = limit is not None and _time.to_ns(limit) < ns
    place = resource(host)
    _trace.serve(place)
    try:
        _time.block(_time.to_ns(limit) if late else ns, host)
    finally:
        _trace.served(place)
    return not late


async def pause(url):
    import asyncio
    host = host_of(url)
    place = resource(host)
    _trace.serve(place)
    try:
        await asyncio._pause(_trace.request_ns(), host)
    finally:
        _trace.served(place)


def with_params(url, params):
    if not params:
        return url
    pairs = params.items() if hasattr(params, 'items') else params
    return url + ('&' if '?' in url else '?') + '&'.join([f"{k}={v}" for k, v in pairs])
