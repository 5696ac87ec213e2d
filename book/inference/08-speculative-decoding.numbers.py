"""投机解码：接受率、期望 token 数与加速比。"""


def tokens(a, g):
    return sum(a**i for i in range(g + 1))


def speedup(a, g, c):
    return tokens(a, g) / (g * c + 1)


def best(a, c):
    return max(range(0, 40), key=lambda g: speedup(a, g, c))


p = [0.5, 0.3, 0.2]
q = [0.2, 0.7, 0.1]
low = [min(x, y) for x, y in zip(p, q)]
beta = sum(low)
rest = [(x - m) / (1 - beta) for x, m in zip(p, low)]
wrong = [m + (1 - beta) * x for m, x in zip(low, p)]
naive = sum(x * y for x, y in zip(p, q))
numbers = {
    "beta": f"{beta:.1f}",
    "wrong": "、".join(f"{x:.2f}" for x in wrong),
    "rest": "、".join(f"{x:.2f}" for x in rest),
    "match": f"{naive:.2f}",
    "e-8-4": f"{tokens(0.8, 4):.2f}",
    "s-8-4": f"{speedup(0.8, 4, 0.05):.2f}",
    "limit-8": f"{1 / (1 - 0.8):.0f}",
    "peak": f"{best(0.8, 0.05)}",
    "peak-s": f"{speedup(0.8, best(0.8, 0.05), 0.05):.2f}",
    "peak-6": f"{best(0.6, 0.05)}",
    "peak-6-s": f"{speedup(0.6, best(0.6, 0.05), 0.05):.2f}",
    "peak-9": f"{best(0.9, 0.05)}",
    "peak-9-s": f"{speedup(0.9, best(0.9, 0.05), 0.05):.2f}",
    "slow": f"{speedup(0.3, 4, 0.2):.2f}",
    "extra": f"{5 / tokens(0.8, 4):.2f}",
    "batch": f"{989.45e12 / 3350e9 / 5:.0f}",
}
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
