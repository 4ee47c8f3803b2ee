def sieve(limit):
    flags = [True] * (limit + 1)
    count = 0
    for n in range(2, limit + 1):
        if flags[n]:
            count += 1
            for multiple in range(n * n, limit + 1, n):
                flags[multiple] = False
    return count


print(sieve(300000))
