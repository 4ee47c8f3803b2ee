from datetime import *
import json
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
a = datetime(2024, 2, 29, 13, 5, 6, 789); b = datetime(2023, 12, 31, 23, 59, 59)
print(a, a.isoformat(), a.isoformat(timespec="milliseconds"), a.isoformat(" ", "minutes"), a - b, repr(a - b), a + timedelta(days=1.5, hours=-3), a > b, a == a.replace(), a.weekday(), a.isocalendar(), a.strftime("%Y/%m/%d %H:%M:%S.%f %a %A %b %B %j %p %I %y %%"), f"{a:%H:%M}", a.ctime(), a.timetuple().tm_yday, a.date(), a.time(), repr(a.time()), a.toordinal(), hash(a) == hash(a.replace()))
u = datetime(2024, 1, 1, tzinfo=timezone.utc); z = timezone(timedelta(hours=5, minutes=30), "IST"); print(u, u.timestamp(), u.astimezone(z), u.astimezone(z) == u, u.tzname(), repr(z), u.strftime("%z %Z"), timezone(timedelta(hours=-3)), u.astimezone(timezone(timedelta(hours=-3))).isoformat())
t(lambda: a - u); t(lambda: a < u); t(datetime, 2023, 2, 29); t(datetime, 2023, 13, 1); t(time, 25); print(a == u)
d = timedelta(days=-1, hours=5); print(d, repr(d), d.total_seconds(), d.days, d.seconds, -d, abs(d), d * 2, d / 2, d / timedelta(hours=1), d // timedelta(hours=1), d % timedelta(hours=7), timedelta(seconds=1.0000005), timedelta(milliseconds=1500), timedelta(0), repr(timedelta()), timedelta(weeks=2), timedelta(hours=1) < timedelta(hours=2), bool(timedelta()), sum([timedelta(1), timedelta(2)], timedelta()), timedelta(days=1) * 1.5, divmod(timedelta(hours=5), timedelta(hours=2)), timedelta.max)
e = date(2024, 3, 1); print(e, e - timedelta(1), e - date(2023, 3, 1), e.strftime("%d.%m.%y"), e.isoweekday(), e < date(2025, 1, 1), date.fromordinal(738000), date.fromisoformat("2024-05-06"), f"{e}", e.replace(day=9), date(2020, 12, 31).isocalendar(), date.fromisocalendar(2024, 10, 3))
for s in ("2024-01-02T03:04:05", "2024-01-02 03:04:05.123456+02:00", "2024-01-02", "2024-01-02T03:04Z", "20240102T030405", "2024-01-02T03:04:05.5-01:30"): t(datetime.fromisoformat, s)
t(datetime.fromisoformat, "nope"); t(datetime.strptime, "2024-01-02 03:04:05", "%Y-%m-%d %H:%M:%S"); t(datetime.strptime, "Jan 5, 24 1:05 PM", "%b %d, %y %I:%M %p"); t(datetime.strptime, "x", "%Y"); t(datetime.strptime, "2024 z", "%Y"); t(datetime.strptime, "02/03/2024 +0530", "%d/%m/%Y %z")
print(datetime.fromtimestamp(1e9, timezone.utc), datetime.fromtimestamp(86399.9999995, timezone.utc), datetime.combine(e, time(1, 2)), time(1, 2, 3) < time(2), time.fromisoformat("04:05:06.7"), time(1, 2).isoformat(), time(5, tzinfo=timezone.utc), sorted([b, a])[0], max(a, b), {a: 1}[datetime(2024, 2, 29, 13, 5, 6, 789)], time(13, 4).strftime("%I %p"))
for x in (1, "a\"\n\u00e9\U0001f600", None, True, [1, [2.5, {}], []], {"a": 1, 2: [], None: {"b": (1, 2)}, 1.5: 1e100, True: float("inf")}, [1e22, 0.1, -0.0, 123456789012345678901234567890]):
    t(json.dumps, x); t(json.dumps, x, indent=2); t(json.dumps, x, separators=(",", ":"), ensure_ascii=False)
print(json.dumps({"b": 1, "a": 2}, sort_keys=True, indent="\t")); t(json.dumps, {1, 2}); t(json.dumps, {(1, 2): 3}); t(json.dumps, {1}, default=list); t(json.dumps, float("nan"), allow_nan=False); l = []; l.append(l); t(json.dumps, l)
for s in ('{"a": [1, 2.5, -3e2, "x\\n\\u00e9\\ud83d\\ude00", null, true, false, {}]}', ' 5 ', '"', '[1,]', '{"a" 1}', '{a}', '[1 2]', '', '1 2', '01', 'nul', '{"a":1,}', '"\\x"', '-', '[NaN, -Infinity]', '1.', '"\t"', '{"a":1 "b"}', '[', '{"a":'): t(json.loads, s)
t(json.loads, '{"a": {"b": 1}}', object_hook=lambda d: list(d)); t(json.loads, 5); t(json.loads, b'[1]'); t(json.loads, "[1.5]", parse_float=str)
class E(json.JSONEncoder):
    def default(self, o): return "E" if isinstance(o, bytes) else super().default(o)
print(json.dumps([b"x"], cls=E)); t(json.dumps, [object], cls=E)
