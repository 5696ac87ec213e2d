"""LLaMA-2-7B 全参数训练的显存：模型状态与激活。"""

GIB = 2**30
LAYERS, WIDTH, HIDDEN, VOCAB, LENGTH, HEADS = 32, 4096, 11008, 32000, 4096, 32
parameters = 2 * VOCAB * WIDTH + LAYERS * (4 * WIDTH**2 + 3 * WIDTH * HIDDEN + 2 * WIDTH) + WIDTH


def gb(x):
    return f"{x / 1e9:.1f} GB"


# 一层中要留到反向的张量，单位：每 token 的元素个数（BF16，各 2 字节）
attention = {
    "归一化的输入": WIDTH, "归一化的输出": WIDTH, "q、k、v": 3 * WIDTH, "注意力的输出": WIDTH,
}
feed = {
    "归一化的输入": WIDTH, "归一化的输出": WIDTH, "gate与up": 2 * HIDDEN,
    "SiLU的输出": HIDDEN, "乘积": HIDDEN,
}
token_layer = 2 * (sum(attention.values()) + sum(feed.values()))
layer = token_layer * LENGTH
scores = 2 * HEADS * LENGTH * LENGTH  # 朴素注意力：softmax 的输出（BF16），没有 dropout
states = 16 * parameters

numbers = {
    "parameters": f"{parameters / 1e8:.2f}亿",
    "round": f"{16 * 7e9 / 1e9:.0f} GB",
    "states": gb(states),
    "weights": gb(2 * parameters),
    "attention-part": f"{2 * sum(attention.values()) / WIDTH:.0f}h",
    "feed-part": f"{2 * sum(feed.values()) / WIDTH:.1f}h",
    "total-part": f"{token_layer / WIDTH:.1f}h",
    "token-layer": f"{token_layer / 1024:.0f} KiB",
    "activations": gb(LAYERS * layer),
    "activations-4": gb(4 * LAYERS * layer),
    "naive": gb(LAYERS * scores),
    "recompute": gb(LAYERS * 2 * WIDTH * LENGTH + layer),
    "logits": f"{LENGTH * VOCAB * 4 / 1e9:.2f} GB",
    "logits-all": gb(LENGTH * VOCAB * (2 + 4 + 4)),
    "b8": gb(8 * parameters),
    "b10": gb(10 * parameters),
    "b14": gb(14 * parameters),
    "b18": gb(18 * parameters),
    "card-8": gb(states / 8),
    "card-8-total": gb(states / 8 + LAYERS * layer + LENGTH * VOCAB * 10),
}
