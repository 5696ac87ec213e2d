"""左：三种学习率计划；右：同一个带噪声的二次函数上，期望损失的精确值。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, MIDDLE, canvas, save

N, WARM, PEAK, NOISE, FLOOR = 4000, 40, 0.5, 0.05, 0.1
CURVATURE = np.logspace(0, -4, 200)


def cosine(steps, plan):
    t = np.arange(steps)
    x = np.clip((t - WARM) / (plan - WARM), 0, 1)
    shape = FLOOR + (1 - FLOOR) * (1 + np.cos(np.pi * x)) / 2
    return np.where(t < WARM, (t + 1) / WARM, shape)


def stable(steps, tail=0.1):
    t = np.arange(steps)
    down = np.clip((steps - t) / (tail * steps), 0, 1)
    return np.where(t < WARM, (t + 1) / WARM, down)


def loss(rates):
    error = np.ones_like(CURVATURE)
    seen = []
    for rate in PEAK * rates:
        error = (1 - rate * CURVATURE) ** 2 * error + rate**2 * NOISE * CURVATURE
        seen.append((CURVATURE * error).sum() / 2)
    return np.array(seen)


lines = [
    (cosine(N, N), ACCENT, "-", 1.4),
    (stable(N), INK, "--", 1.4),
    (cosine(N, 2 * N), DARK, "-.", 1.2),
    (stable(N // 2), MIDDLE, "-", 1.2),
]
figure, (left, right) = canvas(190, columns=2)
figure.get_layout_engine().set(wspace=0.06)
for rates, color, style, width in lines:
    pick = np.unique(np.r_[0:60:6, np.linspace(60, len(rates) - 1, 130).astype(int)])
    x = (pick + 1) / N
    left.plot(x, rates[pick], color=color, linestyle=style, linewidth=width)
    right.plot(x, loss(rates)[pick], color=color, linestyle=style, linewidth=width)

left.set_ylim(0, 1.14)
left.set_xlim(0, 1.02)
left.text(0.62, 1.04, "WSD", fontsize=7.5, ha="center", va="bottom")
left.text(0.29, 0.60, "余弦", fontsize=7.5, ha="right", va="center", color=ACCENT)
left.text(0.715, 0.55, "余弦，按两倍\n长度计划", fontsize=7.5, ha="center", va="center", linespacing=1.2)
left.text(0.455, 0.13, "WSD分支", fontsize=7.5, ha="right", va="center")
left.set_xlabel("训练进度")
left.set_ylabel("学习率 / 峰值")
left.set_title("学习率计划", fontsize=8)

right.set_yscale("log")
right.set_ylim(0.012, 1.0)
right.set_xlim(0, 1.02)
right.set_yticks([0.02, 0.05, 0.1, 0.2, 0.5], ["0.02", "0.05", "0.1", "0.2", "0.5"])
right.minorticks_off()
right.text(0.62, 0.185, "WSD", fontsize=7.5, ha="center", va="bottom")
right.annotate("余弦，按两倍长度计划", xy=(0.83, 0.118), xytext=(0.62, 0.42), fontsize=7.5, ha="center",
               va="center", arrowprops={"arrowstyle": "-", "linewidth": 0.5, "shrinkA": 1, "shrinkB": 1})
right.text(0.70, 0.037, "余弦", fontsize=7.5, ha="right", va="center", color=ACCENT)
right.text(0.47, 0.030, "WSD分支", fontsize=7.5, ha="right", va="center")
right.set_xlabel("训练进度")
right.set_ylabel("期望损失")
right.set_title("带噪声的二次函数", fontsize=8)
save(figure, __file__)
