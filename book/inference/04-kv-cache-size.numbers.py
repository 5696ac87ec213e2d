"""KV cache 的大小：每个 token、每条序列、一张卡能放多少。"""

GIB, MIB, KIB = 2**30, 2**20, 2**10


def per_token(layers, kv_heads, head_dim=128, size=2):
    return 2 * layers * kv_heads * head_dim * size


def parameters(vocab, width, hidden, layers, kv_width):
    block = 2 * width * width + 2 * width * kv_width + 3 * width * hidden + 2 * width
    return 2 * vocab * width + layers * block + width


models = {  # 层数，KV 头数
    "l2-7b": (32, 32),
    "l2-13b": (40, 40),
    "l2-70b": (80, 8),
    "l3-8b": (32, 8),
}
numbers = {}
for name, (layers, heads) in models.items():
    token = per_token(layers, heads)
    numbers[f"{name}-token"] = f"{token / MIB:.2g} MiB" if token >= MIB / 2 else f"{token / KIB:.0f} KiB"
    numbers[f"{name}-4k"] = f"{4096 * token / GIB:.4g} GiB"

small, large = per_token(32, 32), per_token(32, 8)
w2 = parameters(32000, 4096, 11008, 32, 4096) * 2
w3 = parameters(128256, 4096, 14336, 32, 1024) * 2
budget = 0.9 * 80 * GIB - 2 * GIB
numbers |= {
    "bytes": f"{small}",
    "ratio": f"{small / large:.0f}倍",
    "w2": f"{w2 / GIB:.2f} GiB",
    "w3": f"{w3 / GIB:.2f} GiB",
    "room2": f"{(budget - w2) / GIB:.1f} GiB",
    "tokens2": f"{(budget - w2) / small / 1e4:.1f}万",
    "tokens3": f"{(budget - w3) / large / 1e4:.1f}万",
    "seqs2": f"{int((budget - w2) // (4096 * small))}",
    "seqs3": f"{int((budget - w3) // (4096 * large))}",
    "fp8": f"{large // 2 // KIB} KiB",
    "long": f"{131072 * large / GIB:.0f} GiB",
    "cross2": f"{w2 / small / 1e4:.1f}万",
    "cross3": f"{w3 / large / 1e4:.1f}万",
    "mha-70b": f"{per_token(80, 64) / MIB:.1f} MiB",
    "tp8": f"{per_token(80, 1) / KIB:.0f} KiB",
}
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
