"""测位置效应时的样本量。"""

import math

Z = 1.959963984540054


def wilson(hits, n):
    p = hits / n
    centre = p + Z * Z / (2 * n)
    spread = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return (centre - spread) / (1 + Z * Z / n), (centre + spread) / (1 + Z * Z / n)


def half(p, n):
    return Z * math.sqrt(p * (1 - p) / n)


def needed(p, q):  # 每个位置的样本数：双侧 5%，检出力 80%
    return math.ceil((Z + 0.8416212335729143) ** 2 * (p * (1 - p) + q * (1 - q)) / (p - q) ** 2)


numbers = {
    "ten-low": f"{wilson(10, 10)[0]:.0%}",
    "half-100": f"{100 * half(0.7, 100):.0f}个百分点",
    "half-1000": f"{100 * half(0.7, 1000):.1f}个百分点",
    "needed": f"{needed(0.7, 0.6)}",
    "four": f"{0.95**4:.0%}",
    "ten": f"{0.95**10:.0%}",
}
