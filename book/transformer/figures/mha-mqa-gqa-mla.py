"""MHA、GQA、MQA、MLA：八个查询头怎样共用键值。"""

from bankbook.drawing import DARK, MIDDLE, PAPER, blank, box, save

figure, axes = blank(168)
HEADS, CELL, WIDTH = 8, 8.6, 82.0
names = ["MHA", "GQA（2组）", "MQA", "MLA"]
below = ["$2n_h d_h$", "$2g\\,d_h$", "$2d_h$", "$d_c+d_r$"]
start, top, low = 28.0, 118.0, 52.0


def line(x0, y0, x1, y1, style="-"):
    axes.plot([x0, x1], [y0, y1], color=DARK, linewidth=0.55, linestyle=style)


def pair(x, y):
    box(axes, x - 3.6, y + 10, 7.2, 10, facecolor=MIDDLE)
    box(axes, x - 3.6, y, 7.2, 10, facecolor=MIDDLE)


for number, (name, cost) in enumerate(zip(names, below, strict=True)):
    left = start + number * (WIDTH + 6)
    middle = left + WIDTH / 2
    centers = [left + 7 + (WIDTH - 14) * (i + 0.5) / HEADS for i in range(HEADS)]
    axes.text(middle, 156, name, ha="center", va="baseline", fontsize=8.5)
    for x in centers:
        box(axes, x - 3.4, top, 6.8, 18, facecolor=PAPER)
    if number < 3:
        groups = (8, 2, 1)[number]
        share = HEADS // groups
        for group in range(groups):
            members = centers[group * share : (group + 1) * share]
            x = sum(members) / share
            for member in members:
                line(member, top, x, low + 20)
            pair(x, low)
    else:
        for x in centers:
            box(axes, x - 3.4, 88, 6.8, 10, facecolor=PAPER, linestyle=(0, (2, 1.4)))
            line(x, top, x, 98)
            line(x, 88, middle - 15, low + 20, (0, (3, 1.6)))
        box(axes, middle - 38, low, 46, 20, "$c_j$", facecolor=MIDDLE, fontsize=8.5)
        box(axes, middle + 14, low, 26, 20, "$k^R_j$", facecolor=MIDDLE, fontsize=8)
        line(left + WIDTH - 4, low + 20, left + WIDTH - 4, top - 6)
        line(centers[0], top - 6, left + WIDTH - 4, top - 6)
    axes.text(middle, low - 16, cost, ha="center", va="baseline", fontsize=8.5)
axes.text(12, top + 9, "Q", ha="center", va="center", fontsize=8.5)
axes.text(12, low + 15, "K", ha="center", va="center", fontsize=8.5)
axes.text(12, low + 5, "V", ha="center", va="center", fontsize=8.5)
axes.text(12, low - 16, "元素", ha="center", va="baseline", fontsize=7.5)

for x, face, style, text in (
    (58, MIDDLE, "-", "进KV cache"),
    (140, PAPER, (0, (2, 1.4)), "每头K、V，上投影得到，不缓存"),
    (300, PAPER, "-", "查询头"),
):
    box(axes, x, 7, 10, 9, facecolor=face, linestyle=style)
    axes.text(x + 14, 11.5, text, ha="left", va="center_baseline", fontsize=7.5)
save(figure, __file__)
