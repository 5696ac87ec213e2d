"""LLaMA-2-7B（FP16）在 H100 SXM 上：预填充与解码的算术强度、时间与 KV 传输。"""

WIDTH, LAYERS = 4096, 32
N = 6_738_415_616
PEAK, BW = 989.45e12, 3350e9
TOKEN = 2 * LAYERS * WIDTH * 2  # 每个 token 的 KV cache，字节


def prefill(p):
    flops = 2 * N * p + LAYERS * 2 * p * p * WIDTH  # 因果掩码下 QKᵀ 与 PV 各 p²·d
    moved = 2 * N + p * TOKEN
    return flops, moved


def decode(batch, context):
    flops = batch * (2 * N + LAYERS * 4 * context * WIDTH)
    moved = 2 * N + batch * context * TOKEN
    return flops, moved


def together(p, batch, context):
    """预填充与解码并成一步：权重只读一次。"""
    (flops, moved), (more, read) = prefill(p), decode(batch, context)
    return flops + more, moved + read - 2 * N


def intensity(work):
    return work[0] / work[1]


def span(work):
    return max(work[0] / PEAK, work[1] / BW)


def ms(t):
    return f"{t * 1e3:.1f} ms" if t < 0.01 else f"{t * 1e3:.0f} ms"


numbers = {
    "ridge": f"{PEAK / BW:.0f}",
    "p1024": f"{intensity(prefill(1024)):.0f}",
    "p128": f"{intensity(prefill(128)):.0f}",
    "d1": f"{intensity(decode(1, 1024)):.1f}",
    "d32": f"{intensity(decode(32, 1024)):.0f}",
    "limit": f"{(2 * N + LAYERS * 4 * 1024 * WIDTH) / (1024 * TOKEN):.0f}",
    "t-p1024": ms(span(prefill(1024))),
    "t-p8192": ms(span(prefill(8192))),
    "t-mixed8192": ms(span(together(8192, 32, 1024))),
    "t-d1": ms(span(decode(1, 1024))),
    "t-d32": ms(span(decode(32, 1024))),
    "rate-p": f"{1024 / span(prefill(1024)) / 1e4:.1f}万",
    "rate-d32": f"{32 / span(decode(32, 1024)):,.0f}",
    "stall": f"{span(prefill(8192)) / span(decode(32, 1024)):.0f}",
    "kv8192": f"{8192 * TOKEN / 2**30:.0f} GiB",
    "net8192": ms(8192 * TOKEN / 50e9),
    "link8192": ms(8192 * TOKEN / 450e9),
    "use-d1": f"{decode(1, 1024)[0] / span(decode(1, 1024)) / PEAK:.1%}",
}
assert abs(LAYERS * 4 * 1024 * WIDTH / (1024 * TOKEN) - 1) < 1e-9
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
