# The virtual clock: 1970-01-01 00:00:00 UTC when the program begins.
import _time
from _time import now_ns as time_ns

timezone = altzone = daylight = 0
tzname = ('UTC', 'UTC')
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID = 0, 1, 2


class struct_time(tuple):
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = 'UTC'
    tm_gmtoff = 0

    def __repr__(self):
        names = ('year', 'mon', 'mday', 'hour', 'min', 'sec', 'wday', 'yday', 'isdst')
        return f"time.struct_time({', '.join([f'tm_{n}={v}' for n, v in zip(names, self)])})"


def time():
    return time_ns() / 1e9


monotonic = perf_counter = process_time = thread_time = time
monotonic_ns = perf_counter_ns = process_time_ns = thread_time_ns = time_ns


def clock_gettime(clk_id):
    return time_ns() / 1e9


def sleep(secs, /):
    if not isinstance(secs, (int, float)):
        secs = _number(secs)
    if secs < 0:
        raise ValueError("sleep length must be non-negative")
    _time.block(_time.to_ns(secs), 'timer')


def _number(x):
    if hasattr(type(x), '__index__'):
        return x.__index__()
    if hasattr(type(x), '__float__'):
        return float(x)
    raise TypeError(f"'{type(x).__name__}' object cannot be interpreted as an integer")


def _days(year, month, day):
    # Days since 1970-01-01.
    year -= month <= 2
    era = year // 400
    yoe = year - era * 400
    doy = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719468


def _civil(days):
    days += 719468
    era = days // 146097
    doe = days - era * 146097
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + (3 if mp < 10 else -9)
    return yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1


def gmtime(secs=None, /):
    secs = time_ns() // 1000000000 if secs is None else int(secs // 1)
    days, rest = divmod(secs, 86400)
    year, month, day = _civil(days)
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, days - _days(year, 1, 1) + 1, 0))


localtime = gmtime


def mktime(t, /):
    return float(_days(t[0], t[1], t[2]) * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def strftime(format, t=None, /):
    return _time.strftime(format, tuple(gmtime() if t is None else t), 0, 'UTC')


def asctime(t=None, /):
    t = gmtime() if t is None else t
    return _time.strftime('%a %b ', tuple(t), 0, 'UTC') + f"{t[2]:2d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} {t[0]}"


def ctime(secs=None, /):
    return asctime(gmtime(secs))


def strptime(string, format='%a %b %d %H:%M:%S %Y', /):
    from datetime import datetime
    return datetime.strptime(string, format).timetuple()
