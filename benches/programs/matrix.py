def multiply(a, b, n):
    result = []
    for i in range(n):
        row = []
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i][k] * b[k][j]
            row.append(total)
        result.append(row)
    return result


n = 70
a = [[i * j % 7 for j in range(n)] for i in range(n)]
b = [[i + j for j in range(n)] for i in range(n)]
c = multiply(a, b, n)
print(c[3][5], c[60][60])
