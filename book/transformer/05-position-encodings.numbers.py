"""ALiBi 的视野与 RoPE 没有转完一圈的维度。"""

import math

slopes = [2 ** (-8 * h / 8) for h in range(1, 9)]
D, BASE, TRAIN, SCALE = 128, 10000.0, 4096, 8
periods = [2 * math.pi * BASE ** (2 * i / D) for i in range(D // 2)]
numbers = {
    "near": f"{math.log(100) / slopes[0]:.0f}",
    "far": f"{math.log(100) / slopes[-1]:.0f}",
    "distance": f"{TRAIN}",
    "penalty": f"{TRAIN * slopes[-1]:.0f}",
    "unfinished": f"{sum(period > TRAIN for period in periods)}对",
    "ntk": f"{BASE * SCALE ** (D / (D - 2)) / 1e4:.2f}万",
}
