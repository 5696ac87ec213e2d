"""三种架构的注意力可见性矩阵：行是查询，列是键。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, blank, box, save

PREFIX, TARGET = 4, 4
TOTAL, CELL, GAP = PREFIX + TARGET, 12.0, 29.0

causal = np.tril(np.ones((TOTAL, TOTAL), dtype=int))
prefix = causal.copy()
prefix[:PREFIX, :PREFIX] = 1

# 0 不可见；1 因果可见；2 前缀内新增的可见；3 交叉注意力；4 编码器自注意力
kinds = [causal.copy(), prefix + (prefix - causal), np.zeros_like(causal)]
split = kinds[2]
split[:PREFIX, :PREFIX] = 4
split[PREFIX:, :PREFIX] = 3
split[PREFIX:, PREFIX:] = np.tril(np.ones((TARGET, TARGET), dtype=int))

look = {
    0: {"facecolor": PAPER},
    1: {"facecolor": MIDDLE},
    2: {"facecolor": ACCENT},
    3: {"facecolor": PAPER},
    4: {"facecolor": LIGHT},
}


def cell(axes, x, y, size, kind):
    """一格：灰度之外，交叉注意力画一道斜线，编码器自注意力画一个点。"""
    box(axes, x, y, size, size, edgecolor=DARK, linewidth=0.35, **look[kind])
    if kind == 3:
        axes.plot([x + 3, x + size - 3], [y + 3, y + size - 3], color=INK, linestyle="-", linewidth=0.8)
    if kind == 4:
        axes.plot([x + size / 2], [y + size / 2], "o", color=INK, markersize=2)


names = ["causal LM", "prefix LM", "encoder-decoder"]
tokens = [f"$x_{i}$" for i in range(1, PREFIX + 1)] + [f"$y_{i}$" for i in range(1, TARGET + 1)]

figure, axes = blank(162)
side = TOTAL * CELL
start, bottom = 28.0, 29.0
for number, (name, kind) in enumerate(zip(names, kinds, strict=True)):
    left = start + number * (side + GAP)
    for row in range(TOTAL):
        for column in range(TOTAL):
            cell(axes, left + column * CELL, bottom + (TOTAL - 1 - row) * CELL, CELL, int(kind[row, column]))
    for place, token in enumerate(tokens):
        axes.text(left - 3, bottom + (TOTAL - 0.5 - place) * CELL, token, ha="right", va="center", fontsize=7.5)
        axes.text(left + (place + 0.5) * CELL, bottom + side + 3, token, ha="center", va="bottom", fontsize=7.5)
    edge = PREFIX * CELL
    axes.plot([left, left + side], [bottom + side - edge] * 2, color=INK, linestyle="-", linewidth=1.1)
    axes.plot([left + edge] * 2, [bottom, bottom + side], color=INK, linestyle="-", linewidth=1.1)
    axes.text(left + side / 2, bottom + side + 22, name, ha="center", va="baseline", fontsize=8.5)
axes.text(8, bottom + side / 2, "查询（行）", rotation=90, ha="center", va="center", fontsize=7.5)
axes.text(start - 3, bottom + side + 3, "键", ha="right", va="bottom", fontsize=7.5)

legend = [(1, "因果可见"), (2, "前缀内新增"), (4, "编码器自注意力"), (3, "交叉注意力"), (0, "不可见")]
place = 28.0
for kind, text in legend:
    cell(axes, place, 5, 10, kind)
    axes.text(place + 14, 10, text, ha="left", va="center_baseline", fontsize=7.5)
    place += 14 + 7.7 * len(text) + 21
save(figure, __file__)
