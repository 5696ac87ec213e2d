"""Pre-LN 与 Post-LN：只含前馈子层的残差网络在初始化时的幅度与梯度（RMS 归一化，无可学习增益）。"""

import numpy as np

WIDTH, HIDDEN, TOKENS, SEEDS = 64, 128, 16, 4


def normalize(x):
    size = np.sqrt((x * x).mean(axis=1, keepdims=True))
    return x / size, size


def through(y, size, grad):
    """归一化的反向：y 是归一化的输出，size 是它除掉的均方根。"""
    return (grad - y * (grad * y).mean(axis=1, keepdims=True)) / size


def gradients(kind, depth, seed):
    """每层第二个权重矩阵的梯度范数，由输入端到输出端；输出端的上游梯度是标准正态。"""
    rng = np.random.default_rng(seed)
    up = [rng.normal(0, np.sqrt(2 / WIDTH), (WIDTH, HIDDEN)) for _ in range(depth)]
    down = [rng.normal(0, np.sqrt(1 / HIDDEN), (HIDDEN, WIDTH)) for _ in range(depth)]
    x = rng.normal(size=(TOKENS, WIDTH))
    kept = []
    for a, b in zip(up, down):
        if kind == "pre":
            u, size = normalize(x)
            hidden = u @ a
            x = x + np.maximum(hidden, 0) @ b
            kept.append((u, size, hidden))
        else:
            hidden = x @ a
            x, size = normalize(x + np.maximum(hidden, 0) @ b)
            kept.append((x, size, hidden))
    grad = rng.normal(size=x.shape)
    if kind == "pre":
        y, size = normalize(x)
        grad = through(y, size, grad)
    norms = []
    for (y, size, hidden), a, b in zip(kept[::-1], up[::-1], down[::-1]):
        if kind == "post":
            grad = through(y, size, grad)
        norms.append(np.linalg.norm(np.maximum(hidden, 0).T @ grad))
        back = ((grad @ b.T) * (hidden > 0)) @ a.T
        grad = grad + (through(y, size, back) if kind == "pre" else back)
    return np.array(norms[::-1])


def average(kind, depth):
    return np.mean([gradients(kind, depth, seed) for seed in range(SEEDS)], axis=0)


profile = {(k, d): average(k, d) for k in ("pre", "post") for d in (12, 48)}
unit = profile["post", 12][-1]

LAYERS, HEAD = 32, 128
parts = 2 * LAYERS  # 每层两个子层
numbers = {
    "parts": f"{parts}",
    "stream": f"{np.sqrt(1 + parts):.1f}倍",
    "share": f"{1 / np.sqrt(parts):.1%}",
    "cosine": f"{np.sqrt(parts / (parts + 1)):.3f}",
    "bound": f"{np.sqrt(HEAD):.1f}",
    "identity": f"百亿分之{2.0 ** (-parts / 2) * 1e10:.1f}",
}
for (kind, depth), values in profile.items():
    for name, index in (("first", 0), ("middle", depth // 2), ("last", -1)):
        numbers[f"{kind}-{depth}-{name}"] = f"{values[index] / unit:.2f}"
