"""7B 模型混合精度 Adam 训练时，每张卡的模型状态（8 卡，ZeRO 各级）。"""

PARAMETERS = 6_738_415_616
CARDS = 8
WEIGHT, GRADIENT, OPTIMIZER = 2, 2, 12  # 字节每参数；12 = FP32 主权重、一阶矩、二阶矩


def card(*sharded):
    total = 0.0
    for name, size in (("w", WEIGHT), ("g", GRADIENT), ("o", OPTIMIZER)):
        total += size / CARDS if name in sharded else size
    return f"{total * PARAMETERS / 1e9:.1f} GB"


numbers = {
    "ddp": card(),
    "zero1": card("o"),
    "zero2": card("o", "g"),
    "zero3": card("o", "g", "w"),
    "bytes": f"{WEIGHT + GRADIENT + OPTIMIZER}",
}
