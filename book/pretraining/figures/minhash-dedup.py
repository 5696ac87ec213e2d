"""1-(1-s^r)^b 的曲线。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, MIDDLE, canvas, save

figure, (left, right) = canvas(185, columns=2, sharey=True)
figure.get_layout_engine().set(wspace=0.05)
s = np.linspace(0, 1, 201)


def draw(axes, b, r, color, line, x, y, ha):
    axes.plot(s, 1 - (1 - s**r) ** b, color=color, linestyle=line, linewidth=1.4, label=f"{b}×{r}")
    if ha:
        axes.text(x, y, f"{b}×{r}", fontsize=7.5, ha=ha, va="center")


draw(left, 28, 4, DARK, "-.", 0.33, 0.5, "right")
draw(left, 14, 8, ACCENT, "-", 0.63, 0.5, "right")
draw(left, 7, 16, INK, "--", 0.9, 0.5, "left")
draw(right, 14, 8, ACCENT, "-", 0, 0, "")
draw(right, 450, 20, INK, "--", 0, 0, "")
draw(right, 20, 450, DARK, "-.", 0, 0, "")
for axes in (left, right):
    for at in (0.75, 0.8):
        axes.axvline(at, color=MIDDLE, linewidth=0.5)
    axes.set_xlim(0, 1.003)
    axes.set_ylim(0, 1.02)
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_xlabel("Jaccard相似度 $s$")
right.legend(loc="upper left", borderaxespad=0.2, handlelength=2.4)
left.set_ylabel("被选为候选的概率")
left.set_title("$b×r$，总数都是112", fontsize=8)
right.set_title("112个与9000个哈希", fontsize=8)
save(figure, __file__)
