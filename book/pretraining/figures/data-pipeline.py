"""预训练数据清洗的七步，与 FineWeb 各步的 token 数。"""

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, arrow, blank, box, save

figure, axes = blank(178)
STEPS = [
    ("抽取\n正文", "HTML抽取\n去模板"),
    ("URL\n与语言", "黑名单\nfastText"),
    ("质量\n规则", "长度、重复\n标点比例"),
    ("去重", "MinHash\n长子串"),
    ("模型\n打分", "分类器\n取前几成"),
    ("隐私\n毒性", "正则替换\nURL名单"),
    ("去\n污染", "评测集\nn-gram"),
]
width, gap = 42.0, 12.0
left = (378 - 7 * width - 6 * gap) / 2
for i, (name, how) in enumerate(STEPS):
    x = left + i * (width + gap)
    box(axes, x, 124, width, 32, name, facecolor=LIGHT if i in (3, 4) else "#ffffff", fontsize=8)
    axes.text(x + width / 2, 107, how, ha="center", va="center", fontsize=7.5, linespacing=1.35)
    if i:
        arrow(axes, (x - gap + 1, 140), (x - 1, 140))
axes.text(left, 168, "逐篇、便宜", fontsize=7.5, va="center", color=DARK)
axes.text(left + 3 * (width + gap), 168, "跨文档", fontsize=7.5, va="center", color=DARK)
axes.text(left + 4 * (width + gap), 168, "最贵", fontsize=7.5, va="center", color=DARK)
axes.text(left + 6 * (width + gap), 168, "可重跑", fontsize=7.5, va="center", color=DARK)
axes.plot([left, 378 - left], [86, 86], color=MIDDLE, linewidth=0.5)
BARS = [("基础过滤后", 36, MIDDLE), ("逐期MinHash后", 20, DARK), ("最终的FineWeb", 15, ACCENT)]
axes.text(left, 74, "FineWeb（96期）", fontsize=7.5, va="center")
for i, (name, tokens, color) in enumerate(BARS):
    y = 50 - i * 20
    box(axes, 96, y, tokens * 6.6, 12, facecolor=color, edgecolor=INK)
    axes.text(90, y + 6, name, ha="right", va="center", fontsize=7.5)
    axes.text(101 + tokens * 6.6, y + 6, f"{tokens}T", ha="left", va="center", fontsize=7.5)
save(figure, __file__)
