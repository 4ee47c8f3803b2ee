import bisect
import heapq

heap = []
for item in (5, 1, 8, 3, 2):
    heapq.heappush(heap, item)
print(heap, heapq.heappop(heap), heap, heapq.nsmallest(2, heap), heapq.nlargest(2, heap))
numbers = [9, 4, 7]
heapq.heapify(numbers)
print(numbers, heapq.heappushpop(numbers, 1), heapq.heapreplace(numbers, 10), numbers)
print(list(heapq.merge([1, 4], [2, 3])), bisect.bisect([1, 3, 5], 3), bisect.bisect_left([1, 3, 5], 3))
ordered = [1, 5]
bisect.insort(ordered, 3)
people = [("Ann", 30), ("Bob", 25), ("Cid", 30)]
print(ordered, sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: (-p[1], p[0])), max(people, key=lambda p: p[1]))
words = "Banana apple Cherry".split()
words.sort(key=str.lower, reverse=True)
print(words)
try:
    sorted([1, "a"])
except TypeError as error:
    print(error)
tasks = [(2, "write"), (1, "plan"), (3, "ship")]
heapq.heapify(tasks)
while tasks:
    priority, what = heapq.heappop(tasks)
    print(priority, what)
