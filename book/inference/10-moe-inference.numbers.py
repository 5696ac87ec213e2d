"""Mixtral 8×7B：总参数与激活参数，以及每步读到的专家数随批量的变化。"""

VOCAB, WIDTH, HIDDEN, LAYERS, KV = 32000, 4096, 14336, 32, 1024
EXPERTS, TOP = 8, 2
PEAK, BW = 989.45e12, 3350e9

expert = 3 * WIDTH * HIDDEN
attention = 2 * WIDTH * WIDTH + 2 * WIDTH * KV
shared = 2 * VOCAB * WIDTH + LAYERS * (attention + EXPERTS * WIDTH + 2 * WIDTH) + WIDTH
total = shared + LAYERS * EXPERTS * expert
active = shared + LAYERS * TOP * expert


def touched(batch):
    """每层至少被一个 token 选中的专家数的期望（路由均匀、各 token 独立）。"""
    return EXPERTS * (1 - (1 - TOP / EXPERTS) ** batch)


def read(batch):
    return 2 * (shared + LAYERS * touched(batch) * expert)


def rate(batch):
    """两张 H100、理想张量并行，只计权重的解码上限。"""
    return batch / max(read(batch) / (2 * BW), 2 * active * batch / (2 * PEAK))


def dense(batch):
    return batch / max(2 * active / (2 * BW), 2 * active * batch / (2 * PEAK))


numbers = {
    "total": f"{total / 1e9:.1f}B",
    "active": f"{active / 1e9:.1f}B",
    "ratio": f"{total / active:.1f}倍",
    "expert": f"{expert / 1e8:.2f}亿",
    "experts": f"{LAYERS * EXPERTS * expert / 1e9:.1f}B",
    "shared": f"{shared / 1e9:.2f}B",
    "share": f"{LAYERS * EXPERTS * expert / total:.0%}",
    "naive": f"{8 * (shared + LAYERS * expert) / 1e9:.0f}B",
    "memory": f"{2 * total / 1e9:.1f} GB",
    "memory-4": f"{total * 4.5 / 8 / 1e9:.1f} GB",
    "kv": f"{2 * LAYERS * KV * 2 // 1024} KiB",
    "flops": f"{2 * active / 1e9:.0f} GFLOP",
    "ridge-dense": f"{PEAK / BW:.0f}",
    "ridge-moe": f"{PEAK / BW * EXPERTS / TOP:,.0f}",
    "per-expert": f"{64 * TOP / EXPERTS:.0f}",
    "chosen": f"{2 * LAYERS * TOP * expert / 1e9:.1f} GB",
    "pcie": f"{2 * LAYERS * TOP * expert / (16 * 16 * 128 / 130 / 8 * 1e9):.2f}秒",
}
for b in (1, 4, 16, 64):
    numbers[f"touched-{b}"] = f"{touched(b):.1f}"
    numbers[f"read-{b}"] = f"{read(b) / 1e9:.0f} GB"
    numbers[f"rate-{b}"] = f"{rate(b):,.0f}"
    numbers[f"dense-{b}"] = f"{dense(b):,.0f}"
numbers["loss-16"] = f"{rate(16) / dense(16):.0%}"
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
