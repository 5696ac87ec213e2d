"""词表大小的账：每字符的训练 FLOPs、参数与显存。"""

from math import log

SMALL, LARGE = 32000, 128256
C = {SMALL: 3.17, LARGE: 3.94}  # Llama 3 报告：每 token 的字符数（英语样本）
SLOPE = (C[LARGE] - C[SMALL]) / log(LARGE / SMALL)


def body(layers, d, hidden, kv):  # 词表以外的参数
    return layers * (2 * d * d + 2 * d * kv + 3 * d * hidden + 2 * d) + d


MODELS = {
    "03b": (0.3e9, 1024),
    "8b": (body(32, 4096, 14336, 1024), 4096),
    "70b": (body(80, 8192, 28672, 1024), 8192),
}


def chars(v):
    return C[SMALL] + SLOPE * log(v / SMALL)


def cost(n, d, v):
    return 6 * (n + v * d) / chars(v)


def best(n, d):
    return min((SMALL * 1.002**i for i in range(-1500, 2500)), key=lambda v: cost(n, d, v))


def signed(x):
    return f"{x:+.1%}".replace("-", "−")


numbers = {
    "compress": f"{C[LARGE] / C[SMALL] - 1:.1%}",
    "limit": f"{1 - C[SMALL] / C[LARGE]:.1%}",
    "logits-32": f"{8192 * SMALL * 4 / 1e9:.2f} GB",
    "logits-128": f"{8192 * LARGE * 4 / 1e9:.2f} GB",
    "n-8b": f"{MODELS['8b'][0] / 1e9:.2f}B",
    "n-70b": f"{MODELS['70b'][0] / 1e9:.2f}B",
}
for key, (n, d) in MODELS.items():
    numbers |= {
        f"v32-{key}": f"{2 * SMALL * d / 1e9:.2f}B",
        f"v128-{key}": f"{2 * LARGE * d / 1e9:.2f}B",
        f"share-{key}": f"{2 * LARGE * d / (n + 2 * LARGE * d):.1%}",
        f"change-{key}": signed(cost(n, d, LARGE) / cost(n, d, SMALL) - 1),
    }
n, d = MODELS["03b"]
numbers["head-03b-32"] = f"{SMALL * d / (n + SMALL * d):.0%}"
numbers["head-03b-128"] = f"{LARGE * d / (n + LARGE * d):.0%}"
n, d = MODELS["8b"]
numbers["head-8b-128"] = f"{LARGE * d / (n + LARGE * d):.1%}"
numbers["best-03b"] = f"{best(*MODELS['03b']) / 1e4:.1f}万"
numbers["best-8b"] = f"{best(*MODELS['8b']) / 1e4:.0f}万"
numbers["best-70b"] = f"{best(*MODELS['70b']) / 1e4:.0f}万"

flat = [cost(n, d, best(n, d) / 2) / cost(n, d, best(n, d)) - 1 for n, d in MODELS.values()]
numbers["flat"] = f"{min(flat):.0%}～{max(flat):.0%}"
total = MODELS["8b"][0] + 2 * LARGE * 4096
assert abs(total / 8.03e9 - 1) < 0.001 and LARGE == 256 * 501
