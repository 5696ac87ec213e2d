"""ZeRO 各级：每卡模型状态、单卡 80 GB 时的上限、每卡发送的字节。"""

PARAMETERS, CARDS = 7.5e9, 64
WEIGHT, GRADIENT, OPTIMIZER = 2, 2, 12  # 每参数字节：BF16、BF16、FP32 主权重与两个矩
cut = {  # 每一级把哪些量按卡数均分
    "ddp": (1, 1, 1),
    "zero1": (1, 1, CARDS),
    "zero2": (1, CARDS, CARDS),
    "zero3": (CARDS, CARDS, CARDS),
}


def per_parameter(stage):
    w, g, o = cut[stage]
    return WEIGHT / w + GRADIENT / g + OPTIMIZER / o


numbers = {
    "optimizer": f"{OPTIMIZER * PARAMETERS / 1e9:.0f} GB",
}
for stage in cut:
    numbers[stage] = f"{per_parameter(stage) * PARAMETERS / 1e9:.1f} GB".replace(".0 ", " ")
    numbers[f"{stage}-max"] = f"{80e9 / per_parameter(stage) / 1e8:.0f}亿"

share = (CARDS - 1) / CARDS
half = share * WEIGHT * PARAMETERS  # 一次 reduce-scatter 或 all-gather
for name, passes in (("two", 2), ("three", 3)):
    numbers[f"{name}-bytes"] = f"{passes * half / 1e9:.1f} GB"
    numbers[f"{name}-time"] = f"{passes * half / 50e9:.2f}秒"

MICRO = 16  # 梯度累积 16 个微批
numbers["micro"] = f"{MICRO}"
numbers["acc-zero1"] = f"{2 * half / 1e9:.1f} GB"
numbers["acc-zero2"] = f"{(MICRO + 1) * half / 1e9:.0f} GB"
numbers["acc-zero3"] = f"{3 * MICRO * half / 1e9:.0f} GB"
