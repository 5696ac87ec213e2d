"""最可能的序列并不典型：100 次独立投掷，正面概率 0.6。"""

from math import comb, log10

n, p = 100, 0.6
best = n * log10(p)
typical = 60 * log10(p) + 40 * log10(1 - p)
mass = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(50, 71))

SHARP = [0.42, 0.23, 0.13, 0.08, 0.05, 0.04, 0.03, 0.02]
FLAT = [0.17, 0.16, 0.14, 0.13, 0.12, 0.11, 0.09, 0.08]


def nucleus(q, top):
    total = 0.0
    for kept, value in enumerate(q, 1):
        total += value
        if total >= top - 1e-12:
            return kept


def heat(q, t):
    total = sum(x ** (1 / t) for x in q)
    return max(q) ** (1 / t) / total


def power(x):
    exponent = int(x // 1)
    return f"{10 ** (x - exponent):.1f}×10{str(exponent).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


numbers = {
    "best": power(best),
    "mass": f"{mass:.0%}",
    "sharp-n": f"{nucleus(SHARP, 0.75)}",
    "flat-n": f"{nucleus(FLAT, 0.75)}",
    "flat-k": f"{sum(FLAT[:3]):.0%}",
    "sharp-k": f"{sum(SHARP[:3]):.0%}",
    "cold": f"{heat(SHARP, 0.5):.2f}",
    "warm": f"{heat(SHARP, 1.5):.2f}",
    "tail": f"{1 - 0.99**200:.0%}",
}
