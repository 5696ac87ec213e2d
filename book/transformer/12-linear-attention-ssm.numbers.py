"""线性注意力的状态与 KV cache 的大小，以及加性状态的检索信噪比。"""

LAYERS, HEADS, KV_HEADS, HEAD = 32, 32, 8, 128
BYTES = 2
MIB, GIB = 2**20, 2**30

state = LAYERS * HEADS * HEAD * HEAD * BYTES
mha = 2 * LAYERS * HEADS * HEAD * BYTES  # 每个 token
gqa = 2 * LAYERS * KV_HEADS * HEAD * BYTES
LONG = 131072
WIDTH, EXPAND, N = 4096, 2, 16
mamba = EXPAND * WIDTH * N


def ratio(n):
    return HEAD / (n - 1)


numbers = {
    "state": f"{state / MIB:.0f} MiB",
    "mha-token": f"{mha / MIB:.1f} MiB",
    "mha-equal": f"{state // mha}",
    "gqa-equal": f"{state // gqa}",
    "mha-long": f"{LONG * mha / GIB:.0f} GiB",
    "gqa-long": f"{LONG * gqa / GIB:.0f} GiB",
    "quarter": f"{LONG * gqa / 4 / GIB:.0f} GiB",
    "times-gqa": f"{LONG * gqa // state}",
    "times-mha": f"{LONG * mha // state}",
    "snr-129": f"{ratio(129):.0f}",
    "snr-4096": f"{ratio(4096):.3f}",
    "mamba": f"{mamba:,}",
    "linear": f"{HEADS * HEAD * HEAD:,}",
}
