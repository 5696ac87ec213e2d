"""RoPE 缩放的三种做法，与环形注意力藏住通信所需的块长。"""

import math

HEAD, BASE, TRAINED, SCALE = 128, 10000.0, 4096, 8
pairs = HEAD // 2
theta = [BASE ** (-2 * i / HEAD) for i in range(pairs)]
turns = [TRAINED * t / (2 * math.pi) for t in theta]  # 训练窗口内转的圈数

kept = sum(r >= 32 for r in turns)
squeezed = sum(r <= 1 for r in turns)
base = BASE * SCALE ** (HEAD / (HEAD - 2))
concentration = 0.1 * math.log(SCALE) + 1

# 一步：发出一块的键和值（BF16），同时算一块查询对一块键值的注意力
peak, link, network = 989.4e12, 450e9, 50e9


def block(bandwidth):
    # 4 c² d / peak >= 2·2·c·d / bandwidth
    return peak / bandwidth


numbers = {
    "kept": f"{kept}对",
    "squeezed": f"{squeezed}对",
    "mixed": f"{pairs - kept - squeezed}对",
    "base": f"{base:,.0f}",
    "concentration": f"{concentration:.2f}",
    "logits": f"{concentration**2:.2f}",
    "slowest-turns": f"{turns[-1]:.2f}",
    "block-link": f"约{round(block(link), -2):,.0f}",
    "block-network": f"约{block(network) / 1e4:.2f}万",
    "reach": f"{32 * 4096:,}",
}
