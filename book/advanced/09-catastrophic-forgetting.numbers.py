"""二次近似下，合并系数对旧能力与新能力的影响；低秩更新的自由度。"""


def old(a):  # 旧损失的上升，占完全微调后上升量的比例
    return a**2


def new(a):  # 新损失的下降，占完全微调后下降量的比例
    return 1 - (1 - a) ** 2


d, r = 4096, 16
numbers = {
    "old-half": f"{old(0.5):.0%}",
    "new-half": f"{new(0.5):.0%}",
    "old-most": f"{old(0.7):.0%}",
    "new-most": f"{new(0.7):.0%}",
    "lora": f"{2 * d * r / d**2:.2%}",
    "rank": f"{r / d:.2%}",
}
