text = "the quick brown fox jumps over the lazy dog and runs away from the slow red cat"
counts = {}
for round in range(8000):
    for word in text.split():
        counts[word] = counts.get(word, 0) + len(word)
print(sorted(counts.items())[:3])
