"""RoPE 各对维度的周期，与全 1 向量的点积。"""

import math

PAIRS, D = 64, 128


def period(base):
    return 2 * math.pi * base ** ((D - 2) / D)


def alike(distance, base=10000.0):
    return sum(math.cos(distance * base ** (-2 * i / D)) for i in range(PAIRS)) / PAIRS


numbers = {
    "short": f"{2 * math.pi:.1f}",
    "long": f"{period(1e4) / 1e4:.1f}万",
    "long-500k": f"{period(5e5) / 1e4:.0f}万",
    "first-negative": f"{next(t for t in range(1, 10**6) if alike(t) < 0)}",
}
