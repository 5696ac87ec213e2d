"""INT8 相对 FP16 的加速上限（A100 80GB SXM，67.4 亿参数），另有几个比值。"""

N = 6_738_415_616
BW, FP16, INT8 = 2039e9, 312e12, 624e12


def step(batch, weight_bytes, peak):
    return max(N * weight_bytes / BW, 2 * N * batch / peak)


def speedup(batch, peak):
    return step(batch, 2, FP16) / step(batch, 1, peak)


half = FP16 / (2 * BW)
full = FP16 / BW
numbers = {
    "half": f"{half:.0f}",
    "full": f"{full:.0f}",
    "weight-only-1": f"{speedup(1, FP16):.0f}倍",
    "weight-only-512": f"{speedup(512, FP16):.0f}倍",
    "w8a8-512": f"{speedup(512, INT8):.0f}倍",
    "amdahl": f"{1 / (0.2 + 0.8 / 2):.2f}倍",
    "fp16-size": f"{2 * N / 1e9:.1f} GB",
    "int8-size": f"{N / 1e9:.1f} GB",
    "a100-ratio": f"{INT8 / FP16:.0f}倍",
    "ada-int8": f"{660.6:.0f}",
    "ada-fp16": f"{165.2:.0f}",
    "ada-ratio": f"{660.6 / 165.2:.0f}倍",
    "kv-cross": f"{2 * N / (2 * 32 * 4096 * 2) / 1e4:.1f}万",  # 每个 token 的 KV cache：2×32×4096×2 字节
    "bloom": f"{253 / 239 - 1:.0%}",
}
