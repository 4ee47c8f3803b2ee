from contextlib import nullcontext

total = (1 +
         2 +
         3)
print(
    "several",
    "lines",
    total,
)
if (total > 3
        and total < 10):
    print("header over two lines")
text = """a
b
c"""
print(text)
numbers = [
    n
    for n in range(5)
    if n % 2
]
print(numbers); print(len(
    numbers))
with nullcontext(
    5
) as five:
    print(five)
