"""SwiGLU 的隐层宽度：保持参数量，再按 multiple_of 向上取整。"""

KI = 1024


def width(d, multiple, factor=1.0):
    hidden = int(2 * (4 * d) / 3)
    hidden = int(factor * hidden)
    return multiple * ((hidden + multiple - 1) // multiple)


d = 4096
plain = 2 * d * 4 * d
same = 3 * d * 4 * d
gated = 3 * d * width(d, 256)
models = {
    "llama-7b": (4096, 256, 1.0),
    "llama-13b": (5120, 256, 1.0),
    "llama-65b": (8192, 256, 1.0),
    "l2-70b": (8192, 4096, 1.3),
    "l3-8b": (4096, 1024, 1.3),
}
numbers = {
    "exact": f"{8 * d / 3:.2f}",
    "floor": f"{int(2 * 4 * d / 3)}",
    "blocks": f"{width(d, 256) // 256}",
    "plain": f"{plain / 1e6:.1f}M",
    "same": f"{same / 1e6:.1f}M",
    "gated": f"{gated / 1e6:.1f}M",
    "more": f"{gated / plain - 1:.1%}",
    "fat": f"{same / plain - 1:.0%}",
    "flops": f"{2 * gated / 1e6:.0f} MFLOPs",
    "share": f"{gated / (gated + 4 * d * d):.0%}",
}
for name, (wide, multiple, factor) in models.items():
    hidden = width(wide, multiple, factor)
    numbers[f"{name}-hidden"] = f"{hidden}"
    numbers[f"{name}-ratio"] = f"{hidden / wide:.2f}"
