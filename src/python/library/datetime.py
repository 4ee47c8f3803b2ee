# Dates and times on the virtual clock. Adapted from CPython 3.14, PSF License 2.0.
import _time
from time import _civil, _days, struct_time

MINYEAR = 1
MAXYEAR = 9999
_DAY = 86400000000
_MONTHS = ('', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_WEEKDAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_EPOCH = 719163   # the ordinal of 1970-01-01


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    return 29 if month == 2 and _leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _round_half_even(n, d):
    q, r = divmod(n, d)
    return q + 1 if 2 * r > d or 2 * r == d and q % 2 else q


def _micros(x, unit):
    # x units of so many microseconds, exactly, then rounded half to even.
    if isinstance(x, int):
        return x * unit
    if not isinstance(x, float):
        raise TypeError(f"unsupported type for timedelta component: {type(x).__name__}")
    a, b = x.as_integer_ratio()
    return _round_half_even(a * unit, b)


class timedelta:
    __slots__ = ('_us',)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us = (_micros(weeks, 7 * _DAY) + _micros(days, _DAY) + _micros(hours, 3600000000) + _micros(minutes, 60000000) +
            _micros(seconds, 1000000) + _micros(milliseconds, 1000) + _micros(microseconds, 1))
        return cls._of(us)

    @classmethod
    def _of(cls, us):
        if not -999999999 <= us // _DAY <= 999999999:
            raise OverflowError(f"days={us // _DAY}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._us = us
        return self

    @property
    def days(self):
        return self._us // _DAY

    @property
    def seconds(self):
        return self._us % _DAY // 1000000

    @property
    def microseconds(self):
        return self._us % 1000000

    def total_seconds(self):
        return self._us / 10 ** 6

    def __repr__(self):
        args = [f"{n}={v}" for n, v in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if v]
        return f"datetime.timedelta({', '.join(args) or '0'})"

    def __str__(self):
        s = self.seconds
        text = f"{s // 3600}:{s // 60 % 60:02d}:{s % 60:02d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, " + text
        return text + (f".{self.microseconds:06d}" if self.microseconds else '')

    def __add__(self, other):
        return self._of(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return self._of(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return self._of(-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return self._of(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return self._of(self._us * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return self._of(_round_half_even(self._us * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return self._of(self._us // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return self._of(_round_half_even(self._us, other) if other > 0 else _round_half_even(-self._us, -other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return self._of(_round_half_even(self._us * b, a) if a > 0 else _round_half_even(-self._us * b, -a))
        return NotImplemented

    def __mod__(self, other):
        return self._of(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return self // other, self % other

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._us)

    def __bool__(self):
        return self._us != 0


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


def _offset_text(offset, sep=':'):
    if offset is None:
        return ''
    us = offset._us
    sign, us = ('-', -us) if us < 0 else ('+', us)
    s, us = divmod(us, 1000000)
    text = f"{sign}{s // 3600:02d}{sep}{s // 60 % 60:02d}"
    if s % 60 or us:
        text += f"{sep}{s % 60:02d}" + (f".{us:06d}" if us else '')
    return text


class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError("tzinfo subclass must override utcoffset()")

    def tzname(self, dt):
        raise NotImplementedError("tzinfo subclass must override tzname()")

    def dst(self, dt):
        raise NotImplementedError("tzinfo subclass must override dst()")


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("offset must be a timedelta")
        if not -_DAY < offset._us < _DAY:
            raise ValueError(f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}")
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' if not self._offset else 'UTC' + _offset_text(self._offset)

    def dst(self, dt):
        return None

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return f"datetime.timezone({self._offset!r})" if self._name is None else f"datetime.timezone({self._offset!r}, {self._name!r})"


UTC = timezone.utc = timezone(timedelta(0))


def _check_date(year, month, day):
    for n in (year, month, day):
        if not isinstance(n, int):
            raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"month must be in 1..12, not {month}")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError(f"day {day} must be in range 1..{_month_days(year, month)} for month {month} in year {year}")


def _check_time(hour, minute, second, microsecond, tzinfo):
    for name, n, top in (('hour', hour, 23), ('minute', minute, 59), ('second', second, 59), ('microsecond', microsecond, 999999)):
        if not isinstance(n, int):
            raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
        if not 0 <= n <= top:
            raise ValueError(f"{name} must be in 0..{top}, not {n}")


def _clock_text(hour, minute, second, us, timespec):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    if timespec not in ('hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'):
        raise ValueError('Unknown timespec value')
    text = f"{hour:02d}"
    if timespec != 'hours':
        text += f":{minute:02d}"
        if timespec != 'minutes':
            text += f":{second:02d}"
            if timespec == 'milliseconds':
                text += f".{us // 1000:03d}"
            elif timespec == 'microseconds':
                text += f".{us:06d}"
    return text


def _strftime(format, tuple, us, tz_offset, tz_name):
    for code, text in (('%z', _offset_text(tz_offset, '')), ('%:z', _offset_text(tz_offset)), ('%Z', tz_name or '')):
        if code in format:
            format = '%%'.join([part.replace(code, text.replace('%', '%%')) for part in format.split('%%')])
    return _time.strftime(format, tuple, us, '')


class date:
    def __new__(cls, year, month, day):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= 3652059:
            raise ValueError(f"ordinal must be >= 1" if n < 1 else "year is out of range")
        return cls(*_civil(n - _EPOCH))

    @classmethod
    def fromtimestamp(cls, t):
        return cls.fromordinal(_EPOCH + int(t // 86400))

    @classmethod
    def today(cls):
        return cls.fromordinal(_EPOCH + _time.now_ns() // 86400000000000)

    @classmethod
    def fromisoformat(cls, text):
        d, rest = _parse_date(text)
        if rest:
            raise ValueError(f'Invalid isoformat string: {text!r}')
        return cls(*d)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = date(year, 1, 4).toordinal()
        return cls.fromordinal(first - (first + 6) % 7 + (week - 1) * 7 + day - 1)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def toordinal(self):
        return _EPOCH + _days(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        n = self.toordinal()
        thursday = date.fromordinal(n - (n + 6) % 7 + 3)
        year = thursday._year
        return IsoCalendarDate((year, (thursday.toordinal() - date(year, 1, 1).toordinal()) // 7 + 1, self.isoweekday()))

    def timetuple(self):
        return struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), self._yday(), -1))

    def _yday(self):
        return _days(self._year, self._month, self._day) - _days(self._year, 1, 1) + 1

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"datetime.date({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month]} {self._day:2d} 00:00:00 {self._year:04d}"

    def strftime(self, format):
        return _strftime(format, tuple(self.timetuple()), 0, None, None)

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month, self._day if day is None else day)

    __replace__ = replace

    def __add__(self, other):
        return self.fromordinal(self.toordinal() + other.days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self.fromordinal(self.toordinal() - other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return other.toordinal()
        return None

    def __eq__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self.toordinal() == k

    def __lt__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self.toordinal() < k

    def __le__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self.toordinal() <= k

    def __gt__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self.toordinal() > k

    def __ge__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self.toordinal() >= k

    def __hash__(self):
        return hash(self.toordinal())


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tzinfo, fold
        return self

    @classmethod
    def fromisoformat(cls, text):
        return cls(*_parse_time(text.removeprefix('T'), text))

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec='auto'):
        return _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        text = f"datetime.time({self._hour}, {self._minute}"
        if self._second or self._microsecond:
            text += f", {self._second}" + (f", {self._microsecond}" if self._microsecond else '')
        return text + (f", tzinfo={self._tzinfo!r})" if self._tzinfo is not None else ')')

    def strftime(self, format):
        return _strftime(format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1), self._microsecond, self.utcoffset(), self.tzname())

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _us(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us

    def _comparable(self, other):
        if not isinstance(other, time):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return True

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._us() == other._us()

    def __lt__(self, other):
        return self._us() < other._us() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._us())


def _digits(text, n, whole):
    if len(text) < n or not text[:n].isdigit():
        raise ValueError(f'Invalid isoformat string: {whole!r}')
    return int(text[:n]), text[n:]


def _parse_date(text):
    if not isinstance(text, str):
        raise TypeError('fromisoformat: argument must be str')
    year, rest = _digits(text, 4, text)
    dash = rest[:1] == '-'
    month, rest = _digits(rest[1:] if dash else rest, 2, text)
    if dash and rest[:1] != '-':
        raise ValueError(f'Invalid isoformat string: {text!r}')
    day, rest = _digits(rest[1:] if dash else rest, 2, text)
    return (year, month, day), rest


def _parse_time(text, whole):
    values = [0, 0, 0, 0]
    tz = None
    for i, c in enumerate(text):
        if c in '+-Z':
            if c == 'Z':
                tz = UTC
            else:
                h, m, s, us, _ = _parse_time(text[i + 1:], whole)
                offset = timedelta(hours=h, minutes=m, seconds=s, microseconds=us)
                tz = timezone(offset if c == '+' else -offset) if offset else UTC
            text = text[:i]
            break
    values[0], rest = _digits(text, 2, whole)
    for i in (1, 2):
        if rest[:1] == ':':
            rest = rest[1:]
        elif not rest or rest[0] in '.,':
            break
        values[i], rest = _digits(rest, 2, whole)
    if rest[:1] in ('.', ','):
        digits = rest[1:]
        if not digits.isdigit():
            raise ValueError(f'Invalid isoformat string: {whole!r}')
        values[3] = int((digits + '000000')[:6])
        rest = ''
    if rest:
        raise ValueError(f'Invalid isoformat string: {whole!r}')
    return values + [tz]


class datetime(date):
    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _of(cls, us, tz):
        # So many microseconds after 1970-01-01 00:00:00.
        days, us = divmod(us, _DAY)
        if not 1 <= days + _EPOCH <= 3652059:
            raise OverflowError("date value out of range")
        s, us = divmod(us, 1000000)
        return cls(*_civil(days), s // 3600, s // 60 % 60, s % 60, us, tz)

    def _local_us(self):
        return (_days(self._year, self._month, self._day) * 86400 + (self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _utc_us(self):
        offset = self.utcoffset()
        return self._local_us() if offset is None else self._local_us() - offset._us

    @classmethod
    def _at(cls, us, tz):
        if tz is None:
            return cls._of(us, None)
        return cls._of(us + tz.utcoffset(cls._of(us, tz))._us, tz)

    @classmethod
    def now(cls, tz=None):
        return cls._at(_time.now_ns() // 1000, tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        return cls._at(_micros(t, 1000000), tz)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._at(_micros(t, 1000000), None)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_civil(n - _EPOCH))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date._year, date._month, date._day, time._hour, time._minute, time._second, time._microsecond, time._tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        d, rest = _parse_date(text)
        if not rest:
            return cls(*d)
        return cls(*d, *_parse_time(rest[1:], text))

    @classmethod
    def strptime(cls, text, format):
        return _strptime(cls, text, format)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def timetuple(self):
        return struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), self._yday(), -1))

    def utctimetuple(self):
        return datetime._of(self._utc_us(), None).timetuple()

    def timestamp(self):
        return self._utc_us() / 1000000

    def astimezone(self, tz=None):
        return type(self)._at(self._utc_us(), UTC if tz is None else tz)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month, self._day if day is None else day,
            self._hour if hour is None else hour, self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def isoformat(self, sep='T', timespec='auto'):
        return (f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}" +
            _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if parts[-1] == 0:
            del parts[-1]
        if parts[-1] == 0:
            del parts[-1]
        text = ', '.join([str(n) for n in parts])
        return f"datetime.datetime({text}" + (f", tzinfo={self._tzinfo!r})" if self._tzinfo is not None else ')')

    def ctime(self):
        return f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month]} {self._day:2d} {self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}"

    def strftime(self, format):
        return _strftime(format, tuple(self.timetuple()), self._microsecond, self.utcoffset(), self.tzname())

    def __add__(self, other):
        return type(self)._of(self._local_us() + other._us, self._tzinfo) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of(self._local_us() - other._us, self._tzinfo)
        if isinstance(other, datetime):
            if (self.utcoffset() is None) != (other.utcoffset() is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            return timedelta._of(self._utc_us() - other._utc_us())
        return NotImplemented

    def _key(self, other):
        if not isinstance(other, datetime):
            return None
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return other._utc_us()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._utc_us() == other._utc_us()

    def __lt__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self._utc_us() < k

    def __le__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self._utc_us() <= k

    def __gt__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self._utc_us() > k

    def __ge__(self, other):
        k = self._key(other)
        return NotImplemented if k is None else self._utc_us() >= k

    def __hash__(self):
        return hash(self._utc_us())


_LONG_MONTHS = ('', 'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december')
_LONG_DAYS = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')
_WIDTHS = {'Y': 4, 'm': 2, 'd': 2, 'H': 2, 'M': 2, 'S': 2, 'y': 2, 'j': 3, 'I': 2, 'f': 6}


def _strptime(cls, text, format):
    values = {'Y': 1900, 'm': 1, 'd': 1, 'H': 0, 'M': 0, 'S': 0, 'f': 0}
    tz = pm = None

    def wrong():
        return ValueError(f"time data {text!r} does not match format {format!r}")

    at = i = 0
    format_ = format.replace('%T', '%H:%M:%S').replace('%D', '%m/%d/%y').replace('%F', '%Y-%m-%d').replace('%R', '%H:%M').replace('%c', '%a %b %d %H:%M:%S %Y')
    while i < len(format_):
        c = format_[i]
        i += 1
        if c != '%':
            if c.isspace():
                while at < len(text) and text[at].isspace():
                    at += 1
                continue
            if text[at:at + 1].lower() != c.lower():
                raise wrong()
            at += 1
            continue
        c = format_[i:i + 1]
        i += 1
        if c in _WIDTHS:
            end = at
            while end < len(text) and end - at < _WIDTHS[c] and text[end].isdigit():
                end += 1
            if end == at or c == 'Y' and end - at != 4:
                raise wrong()
            n = int(text[at:end])
            if c == 'f':
                n = int((text[at:end] + '000000')[:6])
            elif c == 'y':
                c, n = 'Y', n + (2000 if n < 69 else 1900)
            elif c == 'I':
                c, n = 'H', n % 12
            values[c] = n
            at = end
        elif c in ('b', 'B', 'a', 'A'):
            names = _LONG_MONTHS[1:] if c in 'bB' else _LONG_DAYS
            for k, name in enumerate(names):
                name = name if c in 'BA' else name[:3]
                if text[at:at + len(name)].lower() == name:
                    if c in 'bB':
                        values['m'] = k + 1
                    at += len(name)
                    break
            else:
                raise wrong()
        elif c == 'p':
            half = text[at:at + 2].lower()
            if half not in ('am', 'pm'):
                raise wrong()
            pm = half == 'pm'
            at += 2
        elif c == 'z':
            if text[at:at + 1] == 'Z':
                tz = UTC
                at += 1
            else:
                end = at + 1
                while end < len(text) and (text[end].isdigit() or text[end] == ':'):
                    end += 1
                if text[at:at + 1] not in ('+', '-'):
                    raise wrong()
                tz = _parse_time('00' + text[at:end], text)[4]
                at = end
        elif c == 'Z':
            if text[at:at + 3] not in ('UTC', 'GMT'):
                raise wrong()
            at += 3
        elif c == '%':
            if text[at:at + 1] != '%':
                raise wrong()
            at += 1
        else:
            raise ValueError(f"'{c}' is a bad directive in format {format!r}")
    if at != len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    if not 1 <= values['m'] <= 12 or values['H'] > 23 or values['M'] > 59 or values['S'] > 61 or not 1 <= values['d'] <= 31:
        raise wrong()
    if pm:
        values['H'] += 12
    made = cls(values['Y'], values['m'], values['d'], values['H'], values['M'], values['S'], values['f'], tz)
    if 'j' in values:
        made += timedelta(days=values['j'] - 1)
    return made


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
time.min, time.max = time(0, 0), time(23, 59, 59, 999999)
