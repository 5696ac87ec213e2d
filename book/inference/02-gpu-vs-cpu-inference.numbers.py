"""LLaMA-2-7B 在几种硬件上的理论上限：逐 token 解码看带宽，预填充看算力。"""

WIDTH, HIDDEN, VOCAB, LAYERS = 4096, 11008, 32000, 32
parameters = 2 * VOCAB * WIDTH + LAYERS * (4 * WIDTH**2 + 3 * WIDTH * HIDDEN + 2 * WIDTH) + WIDTH
fp16 = parameters * 2
int4 = parameters * 4.5 / 8  # 4 比特权重，每 32 个一组另存一个 16 位缩放


def channels(number, rate):
    """内存带宽（GB/s）：通道数 × 每秒传输次数（MT/s）× 8 字节。"""
    return number * rate * 8 / 1000


bandwidth = {  # GB/s
    "h100": 3350.0,
    "a100": 2039.0,
    "rtx4090": 384 / 8 * 21.0,  # 384 位 × 21 Gbit/s
    "xeon": channels(12, 6400),
    "desktop": channels(2, 5600),
}
compute = {  # 稠密矩阵乘，TFLOPS
    "h100": 1978.9 / 2,
    "a100": 312.0,
    "rtx4090": 165.2,
    "xeon": 128 * 2.0e9 * 1024 / 1e12,  # AMX：每核每周期 1024 次 BF16 运算
    "desktop": 16 * 4.5e9 * 32 / 1e12,  # 两条 256 位 FP32 乘加
}
prompt = 1024
work = 2 * parameters * prompt


def rate(value):
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def span(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


numbers = {
    "weights": f"{fp16 / 1e9:.2f} GB",
    "int4": f"{int4 / 1e9:.2f} GB",
    "work": f"{work / 1e12:.1f} TFLOP",
    "embedding": f"{VOCAB * WIDTH / parameters:.1%}",
    "cache-share": f"{prompt * 2 * LAYERS * WIDTH * 2 / fp16:.0%}",
    "attention": f"{LAYERS * 2 * prompt**2 * WIDTH / work:.0%}",  # QKᵀ 与 PV，因果掩码减半
    "decode-ratio": f"{bandwidth['h100'] / bandwidth['xeon']:.1f}倍",
    "prefill-ratio": f"{compute['h100'] / compute['xeon']:.1f}倍",
    "decode-desktop": f"{bandwidth['h100'] / bandwidth['desktop']:.0f}倍",
    "prefill-desktop": f"{compute['h100'] / compute['desktop']:.0f}倍",
    "ridge": f"{compute['h100'] * 1000 / bandwidth['h100']:.0f}",
    "ridge-xeon": f"{compute['xeon'] * 1000 / bandwidth['xeon']:.0f}",
    "avx": f"{128 * 2.0e9 * 64 / 1e12:.1f}",
    "avx-prefill": span(work / (128 * 2.0e9 * 64)),
    "pcie": f"{16 * 16 * 128 / 130 / 8:.1f} GB/s",
    "desktop-read": f"{fp16 / 1e9 / bandwidth['desktop']:.2f}秒",
    "offload": f"{fp16 / 1e9 / (16 * 16 * 128 / 130 / 8):.2f}秒",
}
for name in bandwidth:
    numbers[f"{name}-bandwidth"] = f"{bandwidth[name]:,.0f}" if bandwidth[name] >= 1000 else f"{bandwidth[name]:.1f}"
    numbers[f"{name}-compute"] = f"{compute[name]:.0f}" if compute[name] >= 10 else f"{compute[name]:.1f}"
    numbers[f"{name}-decode"] = rate(bandwidth[name] / (fp16 / 1e9))
    numbers[f"{name}-decode4"] = rate(bandwidth[name] / (int4 / 1e9))
    numbers[f"{name}-prefill"] = span(work / (compute[name] * 1e12))
