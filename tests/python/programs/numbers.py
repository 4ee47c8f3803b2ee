print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 % -3, 7 / 2, 2 ** 10, 2 ** -1, divmod(-7, 2), divmod(7.5, 2))
print(10 ** 30, 2 ** 100, -(2 ** 64), 10 ** 30 // 7, 10 ** 30 % 97, (10 ** 20) * (10 ** 20), 12345678901234567890 - 1)
print(0.1 + 0.2, 1 / 3, 1e300 * 1e10, 5e-324, 100.0, 1.0e20, 1e22, 123456789012345680.0, 2.5e-7, -0.0)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(15, -1), round(1.0))
print(int(3.9), int(-3.9), int("42"), int("-0x1f", 16), int("101", 2), float("1e3"), float(" 2.5 "), int(True))
print(abs(-3), abs(-2.5), pow(2, 10), pow(3, 4, 5), sum([1, 2, 3]), sum([0.1] * 10), min(3, 1, 2), max([4, 9, 2]))
print(1 < 2 < 3, 1 == 1.0, True + True, 3 & 5, 3 | 5, 3 ^ 5, ~5, 1 << 10, 1024 >> 3, not 0)
print(bin(10), hex(255), oct(8), (255).bit_length(), (3.0).is_integer(), 1_000_000, 0xFF, 0b101, 0o17)
import math
print(math.pi, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.factorial(20), math.gcd(12, 18), math.inf)
print(math.isclose(0.1 + 0.2, 0.3), math.log(10), math.log2(8), math.log10(1000), math.hypot(3, 4), math.trunc(2.7))
try:
    1 / 0
except ZeroDivisionError as error:
    print(error)
for bad in ("1 // 0", ):
    try:
        1 // 0
    except ZeroDivisionError as error:
        print(error)
try:
    int("x1")
except ValueError as error:
    print(error)
