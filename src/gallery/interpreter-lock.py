import threading
import time
from interleave import compute


def run(work):
    start = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (time.perf_counter() - start) * 1000


def calculate():
    compute(0.05)  # needs the interpreter all the time


def wait():
    time.sleep(0.05)  # gives it away meanwhile


print(f"two that compute: {run(calculate):.0f} ms")
print(f"two that wait: {run(wait):.0f} ms")
