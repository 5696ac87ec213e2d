"""数据、张量、流水线三种并行：各切什么，通信什么。"""

from bankbook.drawing import ACCENT, DARK, LIGHT, MIDDLE, arrow, blank, box, save

figure, axes = blank(196)
LAYERS, high, wide = 4, 20, 36
base = 52
tops = [base + k * (high + 3) for k in range(LAYERS)]  # 自下而上：第1～4层
both = {"arrowstyle": "<|-|>", "color": ACCENT, "linewidth": 0.9, "mutation_scale": 6}
panels = [(2, "数据并行（DP）"), (128, "张量并行（TP）"), (254, "流水线并行（PP）")]
bottoms = ["切数据；每卡一份完整模型", "切每层的矩阵；数据相同", "切层；数据分成微批"]
talks = ["all-reduce梯度\n每步一次，可与反向重叠", "all-reduce激活\n每层前向2次、反向2次", "点对点传激活与梯度\n每微批、每个边界各一次"]


def card(x, name):
    box(axes, x - 4, base - 5, wide + 8, LAYERS * (high + 3) + 7, edgecolor=DARK, linewidth=0.5)
    axes.text(x + wide / 2, base + LAYERS * (high + 3) + 9, name, ha="center", va="center", fontsize=7.5)


for number, (x, title) in enumerate(panels):
    one, two = x + 8, x + 76
    axes.text(x + 60, 187, title, ha="center", va="center", fontsize=8.5, fontweight="bold")
    axes.text(x + 60, 172, bottoms[number], ha="center", va="center", fontsize=7.5)
    axes.text(x + 60, 13, talks[number], ha="center", va="center", fontsize=7.5, linespacing=1.4)
    card(one, "GPU 0")
    card(two, "GPU 1")
    for k, y in enumerate(tops):
        label = f"层{k + 1}"
        if number == 0:
            box(axes, one, y, wide, high, label, facecolor=LIGHT)
            box(axes, two, y, wide, high, label, facecolor=LIGHT)
        elif number == 1:
            half = wide / 2
            box(axes, one, y, half, high, "左半", facecolor=LIGHT, fontsize=7.5)
            box(axes, one + half, y, half, high, linestyle=(0, (2, 2)), edgecolor=MIDDLE)
            box(axes, two, y, half, high, linestyle=(0, (2, 2)), edgecolor=MIDDLE)
            box(axes, two + half, y, half, high, "右半", facecolor=LIGHT, fontsize=7.5)
            for shift in (6.5, 13.5):
                arrow(axes, (one + wide + 5, y + shift), (two - 5, y + shift), **both)
        else:
            here = one if k < 2 else two
            there = two if k < 2 else one
            box(axes, here, y, wide, high, label, facecolor=LIGHT)
            box(axes, there, y, wide, high, linestyle=(0, (2, 2)), edgecolor=MIDDLE)
    if number == 0:
        middle = base + LAYERS * (high + 3) / 2 - 1
        arrow(axes, (one + wide + 5, middle), (two - 5, middle), **(both | {"linewidth": 2.2, "mutation_scale": 9}))
        axes.text(x + 60, middle + 9, "梯度", ha="center", va="center", fontsize=7.5)
        data = ("批A", "批B")
    elif number == 1:
        data = ("批A", "批A")
    else:
        arrow(axes, (one + wide, tops[1] + high / 2), (two, tops[2] + 5), color=ACCENT, linewidth=1.1)
        arrow(axes, (two, tops[2] + 14), (one + wide, tops[1] + high - 1), color=DARK, linewidth=0.9, linestyle=(0, (3, 2)))
        axes.text(x + 60, tops[1] + 4, "激活", ha="center", va="center", fontsize=7.5)
        axes.text(x + 60, tops[2] + 18, "梯度", ha="center", va="center", fontsize=7.5)
        data = ("微批1、2…", "")
    for place, words in zip((one, two), data):
        if words:
            axes.text(place + wide / 2, base - 17.5, words, ha="center", va="center", fontsize=7.5)
            arrow(axes, (place + wide / 2, base - 12), (place + wide / 2, base - 5), mutation_scale=5)
for x in (124, 250):
    axes.plot([x, x], [4, 192], color=MIDDLE, linewidth=0.5, linestyle="-")
save(figure, __file__)
