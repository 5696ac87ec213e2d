"""流水线的气泡：4 段，微批数 4 与 12（GPipe 次序，反向耗时为前向的 2 倍）。"""

from bankbook.drawing import ACCENT, DARK, LIGHT, PAPER, blank, box, save

STAGES = 4
figure, axes = blank(152)
left, right, high = 62, 372, 12
for micro, bottom in ((4, 88), (12, 22)):
    span = 3 * (micro + STAGES - 1)
    unit = (right - left) / span
    for stage in range(STAGES):
        y = bottom + (STAGES - 1 - stage) * high
        box(axes, left, y, right - left, high, facecolor=PAPER, edgecolor=DARK, linewidth=0.5)
        for k in range(micro):
            box(axes, left + (stage + k) * unit, y, unit, high, facecolor=LIGHT, linewidth=0.4)
        start = micro + STAGES - 1
        for k in range(micro):
            x = left + (start + 2 * (STAGES - 1 - stage) + 2 * k) * unit
            box(axes, x, y, 2 * unit, high, facecolor=ACCENT, edgecolor=PAPER, linewidth=0.4)
        axes.text(left - 4, y + high / 2, f"GPU {stage}", ha="right", va="center_baseline", fontsize=7.5)
    idle = (STAGES - 1) / (micro + STAGES - 1)
    axes.text(4, bottom + 2 * high + 6, f"$m={micro}$", ha="left", va="center", fontsize=8)
    axes.text(4, bottom + 2 * high - 7, f"空{idle:.0%}", ha="left", va="center", fontsize=7.5)
for k, (face, words) in enumerate(((LIGHT, "前向"), (ACCENT, "反向（按2倍耗时）"), (PAPER, "空等（气泡）"))):
    x = (112, 164, 272)[k]
    box(axes, x, 4, 10, 9, facecolor=face, edgecolor=DARK, linewidth=0.5)
    axes.text(x + 14, 8.5, words, ha="left", va="center", fontsize=7.5)
axes.text((left + right) / 2, 145, "时间 →（两组各自按总时长缩放）", ha="center", va="center", fontsize=7.5)
save(figure, __file__)
