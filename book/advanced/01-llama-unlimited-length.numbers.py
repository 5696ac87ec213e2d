"""LLaMA-7B：旋转位置编码的周期，以及长序列的计算与显存。"""

import math

LAYERS, WIDTH, HIDDEN, VOCAB = 32, 4096, 11008, 32000
HEAD, BASE, WINDOW = 128, 10000.0, 2048

# 旋转位置编码：第 i 对维度转一圈需要的 token 数
periods = [2 * math.pi * BASE ** (2 * i / HEAD) for i in range(HEAD // 2)]
unfinished = [period for period in periods if period > WINDOW]

# 参与矩阵乘的参数（不含嵌入与输出层）；每个 token 每个参数两次运算
block = 4 * WIDTH**2 + 3 * WIDTH * HIDDEN
matrix = LAYERS * block
per_token = 2 * LAYERS * WIDTH * 2  # KV cache，FP16 字节


def attention(n):
    """因果注意力：平均每个位置看 n/2 个位置，QK 与 AV 各一乘一加。"""
    return LAYERS * 2 * 2 * WIDTH * n * n / 2


def linear(n):
    return 2 * matrix * n


crossing = 2 * matrix / (LAYERS * 2 * WIDTH)
numbers = {
    "shortest": f"{periods[0]:.1f}",
    "longest": f"{periods[-1] / 10000:.1f}万",
    "pairs": f"{len(periods)}对",
    "unfinished": f"{len(unfinished)}对",
    "turn": f"{360 * WINDOW / periods[-1]:.0f}度",
    "turn-double": f"{360 * 2 * WINDOW / periods[-1]:.0f}度",
    "per-token": f"{per_token / 2**20:.1f} MiB",
    "crossing": f"{crossing / 1e4:.1f}万",
}
for name, n in (("2k", 2048), ("32k", 32768), ("128k", 131072), ("1m", 2**20)):
    numbers[f"cache-{name}"] = f"{n * per_token / 2**30:.0f} GiB"
    ratio = attention(n) / linear(n)
    numbers[f"ratio-{name}"] = f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"
    work = (attention(n) + linear(n)) / 1e15
    numbers[f"work-{name}"] = f"{work:.2f}" if work < 100 else f"{work:.0f}"
