"""激活重计算：一层的激活、检查点间隔、多出的运算。"""

GIB = 2**30
LAYERS, WIDTH, HEADS, LENGTH = 32, 4096, 32, 4096
unit = LENGTH * WIDTH  # sbh，b=1，按字节计（乘以系数）

attention = 2 + 4 + 2 + 2 + 1  # 输入，Q与K，V，输出投影的输入，dropout 掩码
feed = 2 + 8 + 8 + 1  # 输入，GELU 的输入与输出，dropout 掩码
norm = 2 + 2
linear = attention + feed + norm
square = 5 * HEADS * LENGTH / WIDTH


def gib(factor):
    return f"{factor * unit / GIB:.1f} GiB"


def interval(c):
    """每 c 层留一个检查点（层的输入，2sbh），反向时重算一段的 c 层。"""
    return LAYERS / c * 2 + c * linear


best = (2 * LAYERS / linear) ** 0.5
forward = 24 * LENGTH * WIDTH**2 + 4 * LENGTH**2 * WIDTH
core = 4 * LENGTH**2 * WIDTH


def selective(s, h):
    return 4 * s * s * h / (3 * (24 * s * h * h + 4 * s * s * h))


numbers = {
    "attention": f"{attention}",
    "feed": f"{feed}",
    "linear": f"{linear}",
    "square": f"{square:.0f}",
    "none-layer": gib(linear + square),
    "none": gib(LAYERS * (linear + square)),
    "selective": gib(LAYERS * linear),
    "full": gib(interval(1) + square),  # 32 个检查点，加正在重算的一层（含注意力矩阵）
    "inputs": f"{LAYERS * 2 * unit / GIB:.0f} GiB",
    "every-1": gib(interval(1)),
    "every-2": gib(interval(2)),
    "every-4": gib(interval(4)),
    "every-8": gib(interval(8)),
    "best": f"{best:.1f}",
    "sqrt": f"{LAYERS ** 0.5:.1f}",
    "full-cost": f"{forward / (3 * forward):.0%}",
    "selective-cost": f"{selective(LENGTH, WIDTH):.1%}",
    "gpt3-square": f"{5 * 96 * 2048 / 12288:.0f}",
    "gpt3-saved": f"{80 / 114:.0%}",
    "gpt3-cost": f"{selective(2048, 12288):.1%}",
    "saved": f"{square / (linear + square):.0%}",
}
assert abs(5 * 96 * 2048 / 12288 - 80) < 1e-9 and linear == 34
