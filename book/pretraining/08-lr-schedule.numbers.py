"""几种学习率计划：末端的值、平均值、扫描多个长度的成本、玩具问题的期望损失。"""

from math import cos, pi


def cosine(t, plan, warm=0.01, floor=0.1):
    if t < warm:
        return t / warm
    return floor + (1 - floor) * (1 + cos(pi * (t - warm) / (plan - warm))) / 2


def wsd(t, tail=0.1, warm=0.01):
    if t < warm:
        return t / warm
    return min(1.0, (1 - t) / tail)


GRID = 4000


def mean(rate):
    return sum(rate((k + 0.5) / GRID) for k in range(GRID)) / GRID


def final(rate, steps=GRID, peak=0.5, noise=0.05):
    """曲率从 1 到 1e-4 的带噪声二次函数，逐方向递推误差的二阶矩。"""
    loss = 0.0
    rates = [peak * rate((k + 0.5) / steps) for k in range(steps)]
    for index in range(200):
        curve = 10 ** (-4 * index / 199)
        error = 1.0
        for a in rates:
            error = (1 - a * curve) ** 2 * error + a * a * noise * curve
        loss += curve * error / 2
    return loss


# 要 D、2D、4D、8D 四个长度的终点：余弦各训一遍；WSD 一条主干加四段衰减
separate = 1 + 2 + 4 + 8
shared = 0.9 * 8 + 0.1 * separate

numbers = {
    "twice": f"{cosine(1, 2):.2f}",
    "quarter": f"{cosine(1, 1.25):.2f}",
    "mean-cosine": f"{mean(lambda t: cosine(t, 1)):.2f}",
    "mean-wsd": f"{mean(wsd):.3f}",
    "separate": f"{separate}D",
    "shared": f"{shared:.1f}D",
    "saved": f"{1 - shared / separate:.0%}",
    "warm-share": f"{2000 * 4e6 / 2e12:.1%}",
    "short": f"{1 / (1 - 0.95):.0f}步",
    "long": f"{1 / (1 - 0.999):.0f}步",
    "loss-cosine": f"{final(lambda t: cosine(t, 1)):.3f}",
    "loss-wsd": f"{final(wsd):.3f}",
    "loss-twice": f"{final(lambda t: cosine(t, 2)):.3f}",
    "loss-before": f"{final(lambda t: wsd(t * 0.9), steps=3600):.3f}",
    "loss-thin": f"{final(lambda t: wsd(t, 0.025)):.3f}",
}
