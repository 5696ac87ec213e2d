"""同一组模型，两种画法：逐token正确率平滑，整串精确匹配跃升（示意计算）。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, canvas, save

C, ALPHA = 1e9, -0.5
n = np.logspace(8, 13, 400)
token = np.exp(-((n / C) ** ALPHA))
lines = [
    (1, {"color": ACCENT, "linestyle": "-", "linewidth": 1.5}),
    (5, {"color": INK, "linestyle": "--"}),
    (20, {"color": DARK, "linestyle": "-."}),
]

figure, (left, right) = canvas(186, columns=2)
for length, style in lines:
    left.plot(n, token**length, **style)
    right.plot(n, token**length, **style)
for length, style in lines:
    point = C * (length / np.log(2)) ** (-1 / ALPHA)
    left.plot([point], [0.5], "o", color=style["color"], markersize=3.5)
left.axhline(0.5, color=DARK, linewidth=0.4, linestyle=":")
left.text(1.6e9, 0.62, "$L=1$，即\n逐token", ha="right", va="center", fontsize=7.5)
left.text(3.0e10, 0.56, "$L=5$", ha="right", va="center", fontsize=7.5)
left.text(1.0e12, 0.42, "$L=20$", ha="left", va="center", fontsize=7.5)
left.set_ylim(0, 1.02)
left.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
left.set_title("线性纵轴：长答案“突然”学会", fontsize=8)
left.set_ylabel("整串精确匹配率 $p^L$")

right.set_yscale("log")
right.set_ylim(1e-6, 2)
right.axhspan(1e-6, 1e-2, color="#ececea", linewidth=0)
right.axhline(1e-2, color=DARK, linewidth=0.6)
right.text(8.5e12, 1.25e-2, "1/100（100道题）", ha="right", va="bottom", fontsize=7.5)
right.text(8.5e12, 1.7e-6, "阴影内常测得零分", ha="right", va="bottom", fontsize=7.5)
right.text(2.6e8, 0.07, "$L=1$", ha="left", va="center", fontsize=7.5)
right.text(6.2e8, 1.0e-4, "$L=5$", ha="left", va="center", fontsize=7.5)
right.text(7.0e9, 1.0e-4, "$L=20$", ha="left", va="center", fontsize=7.5)
right.set_yticks([1, 1e-2, 1e-4, 1e-6], ["1", "$10^{-2}$", "$10^{-4}$", "$10^{-6}$"])
right.set_title("对数纵轴：同样的数，没有突变", fontsize=8)

for axes in (left, right):
    axes.set_xscale("log")
    axes.set_xlim(1e8, 1e13)
    axes.set_xticks([1e8, 1e9, 1e10, 1e11, 1e12, 1e13], ["1亿", "10亿", "百亿", "千亿", "1万亿", "10万亿"], fontsize=7)
    axes.minorticks_off()
    axes.set_xlabel("参数量 $N$")
save(figure, __file__)
