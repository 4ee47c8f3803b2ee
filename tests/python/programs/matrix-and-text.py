def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


for row in multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]):
    print(" ".join(f"{value:>4}" for value in row))
text = "it was the best of times it was the worst of times"
frequency = {}
for word in text.split():
    frequency[word] = frequency.get(word, 0) + 1
for word, count in sorted(frequency.items(), key=lambda kv: (-kv[1], kv[0])):
    print(f"{word:<6}{'#' * count} {count}")
print("-" * 20)
print("".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.isalpha() else c for c in "hello, world"))
