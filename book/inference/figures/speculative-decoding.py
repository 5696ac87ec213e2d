"""左：接受的部分 min(p,q) 与残差；右：加速比随草稿长度的变化。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, canvas, save

p, q = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.7, 0.1])
low = np.minimum(p, q)
figure, (left, right) = canvas(186, columns=2, gridspec_kw={"width_ratios": [1, 1.25]})
x = np.arange(3)
w = 0.36
left.bar(x - w / 2 - 0.02, low, w, facecolor=LIGHT, edgecolor=INK, linewidth=0.6)
left.bar(x - w / 2 - 0.02, q - low, w, bottom=low, facecolor=PAPER, edgecolor=INK, linewidth=0.6, hatch="////")
left.bar(x + w / 2 + 0.02, low, w, facecolor=LIGHT, edgecolor=INK, linewidth=0.6)
left.bar(x + w / 2 + 0.02, p - low, w, bottom=low, facecolor=ACCENT, edgecolor=INK, linewidth=0.6)
for i in range(3):
    left.text(i - w / 2 - 0.02, q[i] + 0.012, f"$q$ {q[i]:.1f}", fontsize=7.5, ha="center", va="bottom")
    left.text(i + w / 2 + 0.02, p[i] + 0.012, f"$p$ {p[i]:.1f}", fontsize=7.5, ha="center", va="bottom")
left.text(0.42, 0.95, "浅灰：接受，合计0.6", fontsize=7.5, va="center")
left.text(0.42, 0.88, "斜线：拒绝，合计0.4", fontsize=7.5, va="center")
left.text(0.42, 0.81, "深色：残差补上，0.4", fontsize=7.5, va="center")
left.set_xticks(x, ["词1", "词2", "词3"])
left.set_ylim(0, 1.0)
left.set_xlim(-0.5, 2.5)
left.set_yticks([0, 0.25, 0.5, 0.75], ["0", "0.25", "0.5", "0.75"])
left.set_ylabel("概率")

g = np.arange(0, 17)
c = 0.05
for a, style in ((0.9, {"color": ACCENT, "linestyle": "-"}), (0.8, {"color": INK, "linestyle": "--"}), (0.6, {"color": DARK, "linestyle": "-."}), (0.3, {"color": DARK, "linestyle": ":"})):
    y = np.array([sum(a**i for i in range(k + 1)) / (k * c + 1) for k in g])
    right.plot(g, y, **style)
    top = int(y.argmax())
    right.plot([top], [y[top]], "o", color=style["color"], markersize=4)
    below = a > 0.85 or a < 0.5
    right.text(15.9, y[-1] - 0.12 if below else y[11] + 0.02, f"$\\alpha$={a}", fontsize=7.5, ha="right", va="top" if below else "bottom")
right.axhline(1, color=DARK, linewidth=0.5)
right.set_xlim(0, 16)
right.set_ylim(0, 5.2)
right.set_xticks([0, 4, 8, 12, 16])
right.set_xlabel("草稿长度 $\\gamma$（圆点为最优）")
right.set_ylabel("加速比（$c$=0.05）")
save(figure, __file__)
