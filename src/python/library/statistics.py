# Statistics, with exact sums. Adapted from CPython 3.14, PSF License 2.0.
from collections import Counter
from math import fsum, isqrt, sqrt, gcd, exp, log, hypot


class StatisticsError(ValueError):
    pass


def _ratio(x):
    if isinstance(x, int):
        return int(x), 1
    if isinstance(x, float):
        return x.as_integer_ratio()
    raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _sum(data):
    # The exact sum as a fraction, how many there are, and whether all are ints.
    n = 0
    whole = True
    partials = {}
    for x in data:
        n += 1
        if not isinstance(x, int):
            whole = False
        a, b = _ratio(x)
        partials[b] = partials.get(b, 0) + a
    num, den = 0, 1
    for b, a in partials.items():
        num, den = num * b + a * den, den * b
        g = gcd(num, den) or 1
        num, den = num // g, den // g
    return num, den, n, whole


def _convert(num, den, whole):
    if whole and num % den == 0:
        return num // den
    return num / den


def mean(data):
    num, den, n, whole = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(num, den * n, whole)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError('data and weights must be the same length')
    den = fsum(weights)
    if not den:
        raise StatisticsError('sum of weights must be non-zero')
    return fsum([x * w for x, w in zip(data, weights)]) / den


def geometric_mean(data):
    data = list(data)
    if not data:
        raise StatisticsError('Must have a non-empty dataset')
    return exp(fsum([log(x) for x in data]) / len(data))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if weights is None:
        weights = [1] * len(data)
    if any([x < 0 for x in data]):
        raise StatisticsError('harmonic mean does not support negative values')
    if any([x == 0 for x in data]):
        return 0
    num, den, _, _ = _sum([w / x for x, w in zip(data, weights)])
    top, bottom, _, whole = _sum(weights)
    return _convert(top * den, bottom * num, False)


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    if n % 2:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data[len(data) // 2]


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [x for x, c in counts.items() if c == most]


def _squares(data, center):
    # The exact sum of squared differences from the mean (or the center), as a fraction.
    data = list(data)
    num, den, n, whole = _sum(data)
    if n == 0:
        return 0, 1, 0, whole
    a, b = (num, den * n) if center is None else _ratio(center)
    top, bottom = 0, 1
    for x in data:
        p, q = _ratio(x)
        u, v = p * b - a * q, q * b
        top, bottom = top * v * v + u * u * bottom, bottom * v * v
        g = gcd(top, bottom) or 1
        top, bottom = top // g, bottom // g
    return top, bottom, n, whole


def variance(data, xbar=None):
    num, den, n, whole = _squares(data, xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(num, den * (n - 1), whole)


def pvariance(data, mu=None):
    num, den, n, whole = _squares(data, mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(num, den * n, whole)


def _root(n, m):
    # The square root of n / m, correctly rounded.
    q = (n.bit_length() - m.bit_length() - 109) // 2
    if q >= 0:
        a, b = n, m << 2 * q
    else:
        a, b = n << -2 * q, m
    r = isqrt(a // b)
    r |= r * r * b != a
    return float(r << q) if q >= 0 else r / (1 << -q)


def stdev(data, xbar=None):
    num, den, n, whole = _squares(data, xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _root(num, den * (n - 1))


def pstdev(data, mu=None):
    num, den, n, whole = _squares(data, mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _root(num, den * n)


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    ld = len(data)
    if ld < 2:
        if ld == 1:
            return data * (n - 1)
        raise StatisticsError('must have at least one data point')
    result = []
    m = ld - 1 if method == 'inclusive' else ld + 1
    for i in range(1, n):
        if method == 'inclusive':
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        elif method == 'exclusive':
            j = i * m // n
            j = 1 if j < 1 else ld - 1 if j > ld - 1 else j
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        else:
            raise ValueError(f'Unknown method: {method!r}')
    return result


def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('correlation requires that both inputs have same number of data points')
    if n < 2:
        raise StatisticsError('correlation requires at least two data points')
    xbar, ybar = fsum(x) / n, fsum(y) / n
    x, y = [v - xbar for v in x], [v - ybar for v in y]
    return fsum([a * b for a, b in zip(x, y)]) / sqrt(fsum([a * a for a in x]) * fsum([b * b for b in y]))
