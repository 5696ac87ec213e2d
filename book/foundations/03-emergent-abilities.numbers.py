"""每个token的正确率平滑上升时，整串答对的概率（示意计算）。"""

from math import exp, log

C, ALPHA, LENGTH = 1e9, -0.5, 20


def token(n):
    return exp(-((n / C) ** ALPHA))


def half(length):
    """整串答对的概率到 0.5 时的参数量。"""
    return C * (length / log(2)) ** (-1 / ALPHA)


small, large = token(1e10), token(1e11)
match_small, match_large = small**LENGTH, large**LENGTH


def scale(n):
    return f"{n / 1e8:.0f}亿"


numbers = {
    "token-small": f"{small:.3f}",
    "token-large": f"{large:.3f}",
    "token-ratio": f"{large / small:.2f}倍",
    "match-small": f"{match_small:.2%}",
    "match-large": f"{match_large:.1%}",
    "match-ratio": f"{match_large / match_small:.0f}倍",
    "wrong-small": f"{LENGTH * (1 - small):.1f}",
    "wrong-large": f"{LENGTH * (1 - large):.1f}",
    "half-1": scale(half(1)),
    "half-5": scale(half(5)),
    "half-20": scale(half(20)),
    "half-ratio": f"{half(20) / half(5):.0f}倍",
    "zero": f"{(1 - match_small) ** 100:.0%}",
    "hits": f"{match_small * 10000:.0f}",
}
