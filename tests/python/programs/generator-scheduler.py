from collections import deque


def countdown(name, n):
    while n > 0:
        print(name, n)
        yield
        n -= 1


ready = deque([countdown("a", 3), countdown("b", 1), countdown("c", 2)])
while ready:
    task = ready.popleft()
    try:
        next(task)
        ready.append(task)
    except StopIteration:
        print("a task is done")
