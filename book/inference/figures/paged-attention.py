"""两条序列的块表、共享的物理块与写时复制（每块 4 个 token）。"""

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, arrow, blank, box, save

figure, axes = blank(214)
W, H = 17, 15


def block(x, y, words, face, edge=INK, line="-", width=0.6):
    for i in range(4):
        box(axes, x + i * W, y, W, H, words[i] if i < len(words) else "", facecolor=face, fontsize=7.5, linewidth=0.4, edgecolor=DARK)
    box(axes, x, y, 4 * W, H, facecolor="none", edgecolor=edge, linestyle=line, linewidth=width)


def title(x, y, text, ha="left", size=8.0):
    axes.text(x, y, text, fontsize=size, ha=ha, va="center")


# 左：两条序列的逻辑块与块表
title(6, 206, "逻辑块（连续）")
title(112, 206, "块表")
for name, top, last, table in (("样本A", 192, ["答", "晴"], [7, 1, 3]), ("样本B", 110, ["答", "雨"], [7, 1, 5])):
    title(6, top - 2, name)
    words = [["今", "天", "天", "气"], ["怎", "么", "样", "？"], last]
    for i in range(3):
        y = top - 24 - i * 20
        block(6, y, words[i], LIGHT if i < 2 else PAPER)
        box(axes, 112, y, 22, H, str(table[i]), fontsize=8)
        arrow(axes, (6 + 4 * W + 2, y + H / 2), (110, y + H / 2), linewidth=0.5, mutation_scale=5)

# 右：物理块池
x0, y0 = 236, 178
title(x0 - 4, 206, "物理块池（显存里，不必连续）")
pool = {
    0: ("", PAPER), 1: (["怎", "么", "样", "？"], LIGHT), 2: ("", PAPER), 3: (["答", "晴"], PAPER),
    4: ("", PAPER), 5: (["答", "雨"], PAPER), 6: ("", PAPER), 7: (["今", "天", "天", "气"], LIGHT),
}
place = {}
for i in range(8):
    y = y0 - i * 20
    words, face = pool[i]
    used = bool(words)
    block(x0, y, words, face, line="-" if used else ":", edge=INK if used else MIDDLE)
    title(x0 - 5, y + H / 2, str(i), ha="right", size=7.5)
    note = {1: "引用2", 7: "引用2", 3: "引用1", 5: "引用1"}.get(i, "空闲")
    axes.text(x0 + 4 * W + 6, y + H / 2, note, fontsize=7.5, va="center", color=INK if used else DARK)
    place[i] = y + H / 2
for top, table, color, style in ((192, [7, 1, 3], ACCENT, "-"), (110, [7, 1, 5], INK, (0, (4, 2)))):
    for i, target in enumerate(table):
        y = top - 24 - i * 20 + H / 2
        arrow(axes, (135, y), (x0 - 13, place[target]), linewidth=0.8, color=color, linestyle=style, mutation_scale=6)
axes.text(
    6, 15, "最后一块原来共用块3（只有“答”，引用2）。B先写“雨”：复制到块5再写；\n之后块3只剩A引用，A原地写“晴”。这就是写时复制。",
    fontsize=7.5, va="center", linespacing=1.5,
)
save(figure, __file__)
