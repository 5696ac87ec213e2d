"""两个合法 JSON 的 token 级自动机，以及屏蔽前后的概率。"""

import numpy as np
from matplotlib.patches import Circle

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, arrow, blank, box, save

figure, axes = blank(226)
R = 6.5
nodes = {
    "0": (14, 176), "1": (64, 176), "2": (110, 176), "v": (166, 176), "t": (196, 128), "tr": (226, 154),
    "T": (286, 176), "F": (226, 208), "A": (340, 176), "B": (340, 208),
}


def edge(p, q, text, shift=(0, 6)):
    (x0, y0), (x1, y1) = nodes[p], nodes[q]
    d = np.hypot(x1 - x0, y1 - y0)
    u, v = (x1 - x0) / d * (R + 0.5), (y1 - y0) / d * (R + 0.5)
    arrow(axes, (x0 + u, y0 + v), (x1 - u, y1 - v), text, shift=shift)


edge("0", "1", '{"')
edge("1", "2", "ok")
edge("2", "v", '":')
edge("2", "t", '":t', (-8, -5))
edge("v", "T", "true", (-6, 6))
edge("v", "F", "false", (-9, 5))
edge("v", "tr", "tr", (-1, 6.5))
edge("tr", "T", "ue", (-12, 4.5))
edge("t", "T", "rue", (9, -6))
edge("T", "A", "}")
edge("F", "B", "}")
for name, (x, y) in nodes.items():
    strong = name in ("0", "v")
    axes.add_patch(Circle((x, y), R, facecolor=MIDDLE if strong else PAPER, edgecolor=INK, linewidth=0.7))
    if name in "AB":
        axes.add_patch(Circle((x, y), R - 2, facecolor=PAPER, edgecolor=INK, linewidth=0.5))
axes.text(14, 163, "①", fontsize=8, ha="center", va="center")
axes.text(153, 166, "②", fontsize=8, ha="center", va="center")
axes.text(352, 192, "结束", fontsize=7.5, ha="left", va="center")

vocabulary = ["好的", '{"', "ok", '":', '":t', "true", "false", "tr", "ue", "rue", "yes", "}", "结束"]
panels = [
    (6, "① 起点：只许写一种", {"好的": 3.0, '{"': 1.5, "true": 0.5}, ['{"'], ["好的", '{"', "true", "其余"]),
    (200, "② 值：三种都合法", {"yes": 2.5, "true": 2.0, "false": 0.5, "tr": 0.0}, ["true", "false", "tr"],
     ["yes", "true", "false", "tr", "其余"]),
]
for left, title, logits, legal, shown in panels:
    z = np.array([logits.get(t, -2.0) for t in vocabulary])
    free = np.exp(z) / np.exp(z).sum()
    mask = np.array([t in legal for t in vocabulary])
    kept = np.where(mask, np.exp(z), 0) / np.exp(z)[mask].sum()
    axes.text(left, 112, title, fontsize=8.5, ha="left", va="center")
    for row, name in enumerate(shown):
        y = 92 - row * 19
        pick = [vocabulary.index(name)] if name != "其余" else [k for k, t in enumerate(vocabulary) if t not in shown]
        before, after = free[pick].sum(), kept[pick].sum()
        axes.text(left + 28, y + 5, name, fontsize=7.5, ha="right", va="center")
        box(axes, left + 32, y + 5.4, 100 * before, 6, facecolor=LIGHT, edgecolor=DARK, linewidth=0.4)
        box(axes, left + 32, y - 1.4, max(100 * after, 0.01), 6, facecolor=ACCENT, edgecolor=INK, linewidth=0.4)
        axes.text(left + 32 + 100 * max(before, after) + 4, y + 5, f"{before:.2f} → {after:.2f}", fontsize=7.5, ha="left", va="center")
save(figure, __file__)
