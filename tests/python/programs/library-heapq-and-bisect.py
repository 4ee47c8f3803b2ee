import heapq, bisect, random
r = random.Random(3)
for n in range(50):
    a = [r.randrange(30) for _ in range(n)]; h = []
    for x in a: heapq.heappush(h, x)
    b = a[:]; heapq.heapify(b); print(h, b, heapq.nlargest(3, a), heapq.nsmallest(3, a, key=lambda x: -x), [heapq.heappop(h) for _ in a])
    a.sort(); print(bisect.bisect(a, 5), bisect.bisect_left(a, 5), list(heapq.merge(a, a[::2]))); bisect.insort(a, 7); print(a)
h = [(1, "a")]; print(heapq.heappushpop(h, (0, "b")), heapq.heapreplace(h, (5, "c")), h)
