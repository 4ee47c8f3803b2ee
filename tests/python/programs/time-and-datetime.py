import datetime
import time

print(time.time(), time.monotonic(), time.perf_counter(), time.time_ns())
time.sleep(1.5)
print(f"{time.time():.3f}", time.strftime("%Y-%m-%d %H:%M:%S"), time.strftime("%X"), time.ctime())
start = time.perf_counter()
time.sleep(0.25)
print(f"took {time.perf_counter() - start:.3f} s")
now = datetime.datetime.now()
print(now, now.strftime("%H:%M:%S"), now.isoformat(), now.year, now.second, now + datetime.timedelta(days=1, hours=2))
later = now + datetime.timedelta(minutes=90)
print((later - now).total_seconds(), later > now, datetime.timedelta(seconds=3661), datetime.date(2024, 2, 29))
print(datetime.datetime(2024, 1, 31, 12, 30).strftime("%d %B %Y, %A %I:%M %p"), time.localtime().tm_sec)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
