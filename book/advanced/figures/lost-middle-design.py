"""三种长上下文测试的设计：位置扫描、深度×长度的网格、多针与追踪。没有实验数据。"""

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, arrow, blank, box, save

figure, axes = blank(206)


def title(x, text):
    axes.text(x, 197, text, fontsize=8.5, ha="left", va="center")


# 左：二十篇文档，答案所在的那篇换位置
title(4, "a 位置扫描")
cell = 4.9
for row, place in enumerate((1, 5, 10, 15, 20)):
    y = 166 - row * 21
    axes.text(4, y + 5, f"第{place}篇", fontsize=7.5, ha="left", va="center")
    for k in range(20):
        gold = k + 1 == place
        box(axes, 32 + k * cell, y, cell, 10, facecolor=ACCENT if gold else LIGHT, edgecolor=DARK, linewidth=0.4)
axes.text(4, 62, "共20篇，1篇含答案（深色）。\n只动它的位置，问题、干扰\n文档、长度都不变。\n画：正确率对位置。", fontsize=7.5, ha="left", va="top", linespacing=1.4)

# 中：大海捞针的网格
title(146, "b 大海捞针")
left, bottom, w, h = 172, 82, 15, 15
for r in range(5):
    for c in range(5):
        hit = (r, c) == (2, 3)
        box(axes, left + c * w, bottom + (4 - r) * h, w, h, facecolor=ACCENT if hit else PAPER, edgecolor=MIDDLE, linewidth=0.5)
for r, name in enumerate(("开头", "", "中间", "", "末尾")):
    axes.text(left - 3, bottom + (4 - r) * h + h / 2, name, fontsize=7.5, ha="right", va="center")
for c, name in enumerate(("4K", "8K", "16K", "32K", "64K")):
    axes.text(left + c * w + w / 2, bottom + 5 * h + 3, name, fontsize=7.5, ha="center", va="bottom")
axes.text(left + 2.5 * w, bottom + 5 * h + 15, "总长度", fontsize=7.5, ha="center", va="bottom")
axes.text(146, 62, "一格一种“长度×深度”，每格\n重复多次。只考找一句话，\n与正文无关的针一眼可辨。", fontsize=7.5, ha="left", va="top", linespacing=1.4)

# 右：更难的几类
title(268, "c 加难度")
x0, width = 268, 106


def strip(y, marks, name, color=ACCENT):
    axes.text(x0, y + 15.5, name, fontsize=7.5, ha="left", va="center")
    box(axes, x0, y, width, 9, facecolor=LIGHT, edgecolor=DARK, linewidth=0.4)
    for m in marks:
        box(axes, x0 + m * width, y, 5, 9, facecolor=color, edgecolor=INK, linewidth=0.4)


strip(163, (0.1, 0.37, 0.62, 0.88), "多针：4处都要找全")
strip(134, (0.06, 0.2, 0.34, 0.62, 0.76, 0.9), "多键：相似的针里挑一处", MIDDLE)
box(axes, x0 + 0.48 * width, 134, 5, 9, facecolor=ACCENT, edgecolor=INK, linewidth=0.4)
strip(101, (0.1, 0.45, 0.85), "追踪：a=7，b=a，c=b")
for p, q in ((0.45, 0.1), (0.85, 0.45)):
    arrow(axes, (x0 + p * width + 2.5, 101), (x0 + q * width + 2.5, 101), connectionstyle="arc3,rad=-0.35")
strip(66, [k / 12 + 0.01 for k in range(12)], "聚合：数遍全文才有答案", DARK)
axes.text(x0, 56, "每一类都要随长度画曲线，\n并与短文本的成绩比。", fontsize=7.5, ha="left", va="top", linespacing=1.4)
save(figure, __file__)
