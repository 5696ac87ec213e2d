"""1F1B 与交错 1F1B 的时间图，由事件模拟画出（4 段，8 个微批，反向 2 倍耗时）。"""

import runpy
from pathlib import Path

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, blank, box, save

model = runpy.run_path(str(Path(__file__).parent.parent / "09-pipeline-bubble.numbers.py"))
simulate = model["simulate"]
P, M = 4, 8
figure, axes = blank(194)
left, unit, high = 34, 10.35, 13
looks = {("F", 0): (LIGHT, INK), ("F", 1): (MIDDLE, INK), ("B", 0): (ACCENT, PAPER), ("B", 1): (DARK, PAPER)}
for v, bottom, words in ((1, 113, "1F1B"), (2, 33, "交错1F1B，每卡2段")):
    total, runs = simulate("1f1b", P, M, v)
    idle = total - sum(b - a for a, b, *_ in runs[0])
    axes.text(left, bottom + P * high + 8, f"{words}：总长{total:g}，每卡空等{idle:g}（{idle / total:.1%}）",
              ha="left", va="center", fontsize=8)
    for d, line in enumerate(runs):
        y = bottom + (P - 1 - d) * high
        box(axes, left, y, total * unit, high, facecolor=PAPER, edgecolor=DARK, linewidth=0.4)
        for start, end, what, k, s in line:
            face, ink = looks[what, s // P]
            box(axes, left + start * unit, y, (end - start) * unit, high, str(k + 1), facecolor=face,
                ink=ink, fontsize=7.5, edgecolor=DARK if what == "F" else PAPER, linewidth=0.35)
        axes.text(left - 4, y + high / 2, f"卡{d}", ha="right", va="center_baseline", fontsize=7.5)
for x, face, words in ((34, LIGHT, "前向"), (78, MIDDLE, "前向，第二段"), (158, ACCENT, "反向"),
                       (202, DARK, "反向，第二段"), (282, PAPER, "空等（气泡）")):
    box(axes, x, 4, 10, 9, facecolor=face, edgecolor=DARK, linewidth=0.5)
    axes.text(x + 14, 8.5, words, ha="left", va="center", fontsize=7.5)
axes.text(left, 23, "时间 →  格中数字是微批；一段前向耗时1、反向耗时2，交错后每个格子减半",
          ha="left", va="center", fontsize=7.5)
save(figure, __file__)
