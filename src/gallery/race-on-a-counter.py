import threading
import time

counter = 0


def visit():
    global counter
    seen = counter
    time.sleep(0.01)  # here the other threads read the same number
    counter = seen + 1


threads = [threading.Thread(target=visit) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("3 visits counted:", counter)
