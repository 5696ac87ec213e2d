"""同一批题上比较两个提示：配对检验。"""

from math import comb, sqrt

n, lost, won = 200, 12, 22  # 只有 A 对的题数、只有 B 对的题数
both = 134


def mcnemar(b, c):
    m, k = b + c, min(b, c)
    return min(1.0, 2 * sum(comb(m, i) for i in range(k + 1)) / 2**m)


a, b = both + lost, both + won
numbers = {
    "a": f"{a}题",
    "b": f"{b}题",
    "gain": f"{100 * (b - a) / n:.0f}个百分点",
    "p": f"{mcnemar(lost, won):.2f}",
    "p-triple": f"{mcnemar(3 * lost, 3 * won):.3f}",
    "se": f"{100 * sqrt((lost + won) / n - ((won - lost) / n) ** 2) / sqrt(n) * 1.96:.1f}个百分点",
    "vote": f"{sum(comb(9, k) * 0.6**k * 0.4**(9 - k) for k in range(5, 10)):.0%}",
}
