"""一层 Transformer 的前向运算量与训练时的激活显存。"""

H, HEADS, LAYERS = 4096, 32, 32
LLAMA = 11008  # SwiGLU 的隐层
GIB, MIB = 2**30, 2**20


def projections(s):
    return 24 * s * H * H


def scores(s):
    return 4 * s * s * H


def share(s):
    return scores(s) / (scores(s) + projections(s))


def llama(s):
    """LLaMA-2-7B 的一层：四个 H×H 的投影与三个 H×LLAMA 的矩阵。"""
    return 2 * s * (4 * H * H + 3 * H * LLAMA)


def activation(s):
    return s * H * (34 + 5 * HEADS * s / H)


S = 4096
matrix = 12 * H * H
numbers = {
    "cross": f"{6 * H:,}",
    "cross-attention": f"{2 * H:,}",
    "cross-causal": f"{12 * H:,}",
    "linear-part": f"{projections(S) / 1e12:.2f} TFLOPs",
    "score-part": f"{scores(S) / 1e12:.2f} TFLOPs",
    "llama-factor": f"{llama(1) / H / H:.2f}",
    "parameters": f"{matrix / 1e6:.0f}M",
    "weight-bytes": f"{2 * matrix / MIB:.0f} MiB",
    "activation": f"{activation(S) / GIB:.2f} GiB",
    "score-memory": f"{5 * HEADS * S * S / GIB:.2f} GiB",
    "all-layers": f"{LAYERS * activation(S) / GIB:.0f} GiB",
    "all-linear": f"{LAYERS * 34 * S * H / GIB:.0f} GiB",
    "memory-cross": f"{34 * H / 5 / HEADS:.0f}",
    "cache": f"{4 * S * H / MIB:.0f} MiB",
    "decode": f"{(24 * H * H + 4 * S * H) / 1e6:.0f} MFLOPs",
}
for name, s in (("2k", 2048), ("4k", 4096), ("8k", 8192), ("24k", 24576), ("128k", 131072)):
    numbers[f"share-{name}"] = f"{share(s):.0%}"
    numbers[f"causal-{name}"] = f"{scores(s) / 2 / (scores(s) / 2 + projections(s)):.0%}"
    numbers[f"bytes-{name}"] = f"{activation(s) / GIB:,.{0 if s > 100000 else 1}f} GiB"
    numbers[f"flash-{name}"] = f"{34 * s * H / GIB:.1f} GiB"
