"""温度、top-k、top-p 对同一个分布的改动；下排换成平坦的分布作对照。"""

import numpy as np

from bankbook.drawing import INK, MIDDLE, canvas, save

SHARP = np.array([0.42, 0.23, 0.13, 0.08, 0.05, 0.04, 0.03, 0.02])
FLAT = np.array([0.17, 0.16, 0.14, 0.13, 0.12, 0.11, 0.09, 0.08])


def temperature(p, t):
    q = p ** (1 / t)
    return q / q.sum()


def keep(p, n):
    q = np.where(np.arange(len(p)) < n, p, 0)
    return q / q.sum()


def nucleus(p, mass):
    return keep(p, int(np.argmax(np.cumsum(p) >= mass - 1e-12)) + 1)


steps = [
    ("$T=0.5$", lambda p: temperature(p, 0.5)),
    ("$T=1.5$", lambda p: temperature(p, 1.5)),
    ("top-k，$k=3$", lambda p: keep(p, 3)),
    ("top-p，$p=0.75$", lambda p: nucleus(p, 0.75)),
]
figure, grid = canvas(196, rows=2, columns=4, sharey=True)
for row, (name, p) in enumerate((("尖分布", SHARP), ("平分布", FLAT))):
    x = np.arange(len(p))
    for axes, (title, change) in zip(grid[row], steps):
        q = change(p)
        axes.bar(x, q, width=0.72, color=MIDDLE, linewidth=0)
        axes.step(np.append(x - 0.5, 7.5), np.append(p, p[-1]), where="post", color=INK, linewidth=0.9)
        axes.set_xlim(-0.6, 7.6)
        axes.set_ylim(0, 0.72)
        axes.set_xticks([])
        axes.set_yticks([0, 0.3, 0.6], ["0", "0.3", "0.6"])
        left = int((q > 0).sum())
        axes.text(7.5, 0.69, f"最大 {q.max():.2f}\n剩 {left} 个", fontsize=7.5, ha="right", va="top", linespacing=1.3)
        if row == 0:
            axes.set_title(title, fontsize=8)
        else:
            axes.set_xlabel("token（按概率排）", fontsize=7.5)
    grid[row][0].set_ylabel(f"{name}：概率")
save(figure, __file__)
