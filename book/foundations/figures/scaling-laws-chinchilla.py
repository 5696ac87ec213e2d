"""按 Chinchilla 论文公布的拟合画损失等高线与等算力曲线。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, MIDDLE, PAPER, canvas, save

E, A, B, ALPHA, BETA = 1.69, 406.4, 410.7, 0.34, 0.28
REFIT = (482.01, 2085.43, 0.3478, 0.3658)


def loss(n, d):
    return E + A / n**ALPHA + B / d**BETA


def best(compute, a=A, b=B, alpha=ALPHA, beta=BETA):
    n = (alpha * a / (beta * b)) ** (1 / (alpha + beta)) * (compute / 6) ** (beta / (alpha + beta))
    return n, compute / 6 / n


figure, (left, right) = canvas(212, columns=2)
figure.get_layout_engine().set(wspace=0.06)

n = np.logspace(8.3, 12.3, 60)
d = np.logspace(9.7, 13.3, 60)
mesh = loss(n[None, :], d[:, None])
levels = [1.9, 2.0, 2.2, 2.4, 2.7]
left.contour(n, d, mesh, levels=levels, colors=MIDDLE, linewidths=0.7, linestyles="-")
label = {"fontsize": 7.5, "ha": "center", "va": "center",
         "bbox": {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}}
for level in (1.9, 2.0, 2.2):  # 标在上缘
    at = (A / (level - E - B / 1.3e13**BETA)) ** (1 / ALPHA)
    left.text(at, 1.3e13, f"{level:.1f}", **label)
for level, at in ((2.4, 8e11), (2.7, 3.2e8)):  # 标在曲线的一端
    left.text(at, (B / (level - E - A / at**ALPHA)) ** (1 / BETA), f"{level:.1f}", **label)
budget = 6 * 70e9 * 1.4e12
left.plot(n, budget / 6 / n, color=DARK, linestyle=":", linewidth=0.9)
compute = np.logspace(19.5, 25.6, 20)
left.plot(*best(compute), color=ACCENT, linestyle="-", linewidth=1.5)
left.plot(*best(compute, *REFIT), color=INK, linestyle="--", linewidth=1.2)
left.plot([70e9], [1.4e12], "o", color=INK, markersize=4)
left.plot([280e9], [3e11], "s", color=INK, markersize=4)
left.annotate("Chinchilla", xy=(70e9, 1.4e12), xytext=(4.6e11, 2.9e12), **label,
              arrowprops={"arrowstyle": "-", "linewidth": 0.5, "shrinkA": 0, "shrinkB": 3})
left.text(240e9, 2.4e11, "Gopher", fontsize=7.5, ha="right", va="top")
left.text(1.45e9, 1.55e11, "原文拟合", fontsize=7.5, ha="right", va="center")
left.text(3.4e9, 3.2e10, "重拟合", fontsize=7.5, ha="left", va="center")
left.set_xscale("log")
left.set_yscale("log")
left.set_xlim(n[0], n[-1])
left.set_ylim(d[0], d[-1])
left.set_xticks([1e9, 1e10, 1e11, 1e12], ["1B", "10B", "100B", "1000B"])
left.set_yticks([1e10, 1e11, 1e12, 1e13], ["10B", "100B", "1T", "10T"])
left.minorticks_off()
left.set_xlabel("参数量 $N$")
left.set_ylabel("训练token数 $D$")
left.set_title("损失等高线与最优路线", fontsize=8)

styles = [(1e21, MIDDLE, "-"), (1e22, DARK, "-."), (1e23, INK, "--"), (1e24, ACCENT, "-")]
bottoms = []
for c, color, line in styles:
    low, high = best(c)[0] / 14, best(c)[0] * 14
    x = np.logspace(np.log10(low), np.log10(high), 60)
    right.plot(x, loss(x, c / 6 / x), color=color, linestyle=line, linewidth=1.3)
    bottom = best(c)
    bottoms.append((bottom[0], loss(*bottom)))
    right.text(x[-1] * 1.15, loss(x[-1], c / 6 / x[-1]), f"$10^{{{int(np.log10(c))}}}$",
               fontsize=7.5, ha="left", va="center")
right.plot(*zip(*bottoms), color=INK, linewidth=0.5)
right.plot(*zip(*bottoms), "o", color=INK, markersize=3.5)
right.set_xscale("log")
right.set_xlim(6e7, 4e12)
right.set_ylim(1.85, 2.75)
right.set_xticks([1e8, 1e9, 1e10, 1e11, 1e12], ["0.1B", "1B", "10B", "100B", "1000B"])
right.minorticks_off()
right.set_xlabel("参数量 $N$（$D=C/6N$）")
right.set_ylabel("预测损失（nat/token）")
right.set_title("算力 $C$ 固定（FLOPs）", fontsize=8)
save(figure, __file__)
