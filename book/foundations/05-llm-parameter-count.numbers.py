"""LLaMA 系列的参数量，逐个矩阵相加。"""


def count(width, layers, hidden, vocab, heads, kv_heads, tied=False):
    head = width // heads
    shapes = [(vocab, width)]  # 嵌入
    for _ in range(layers):
        shapes += [(width, heads * head), (width, kv_heads * head), (width, kv_heads * head), (heads * head, width)]
        shapes += [(width, hidden), (width, hidden), (hidden, width)]
        shapes += [(width, 1), (width, 1)]  # 两个 RMSNorm
    shapes.append((width, 1))  # 末层 RMSNorm
    if not tied:
        shapes.append((vocab, width))  # 输出层
    return sum(rows * columns for rows, columns in shapes)


WIDTH, LAYERS, HIDDEN, VOCAB = 4096, 32, 11008, 32000
total = count(WIDTH, LAYERS, HIDDEN, VOCAB, 32, 32)
attention = 4 * WIDTH**2
feed = 3 * WIDTH * HIDDEN
norms = 2 * WIDTH
block = attention + feed + norms
table = VOCAB * WIDTH
assert total == 2 * table + LAYERS * block + WIDTH

llama3 = count(4096, 32, 14336, 128256, 32, 8)
llama70 = count(8192, 80, 28672, 32000, 64, 8)
llama70_mha = count(8192, 80, 28672, 32000, 64, 64)

numbers = {
    "total": f"{total:,}",
    "total-b": f"{total / 1e9:.2f}B",
    "table": f"{table:,}",
    "table-m": f"{table / 1e6:.1f}M",
    "attention": f"{attention:,}",
    "feed": f"{feed:,}",
    "norms": f"{norms:,}",
    "block": f"{block:,}",
    "blocks": f"{LAYERS * block:,}",
    "last": f"{WIDTH:,}",
    "share-table": f"{2 * table / total:.1%}",
    "share-attention": f"{LAYERS * attention / total:.1%}",
    "share-feed": f"{LAYERS * feed / total:.1%}",
    "share-norms": f"{(LAYERS * norms + WIDTH) / total:.3%}",
    "ff-ratio": f"{feed / WIDTH**2:.4f}",
    "rough": f"{LAYERS * 12 * WIDTH**2 / 1e9:.2f}B",
    "rough-all": f"{(LAYERS * 12 * WIDTH**2 + 2 * table) / 1e9:.2f}B",
    "rough-error": f"{1 - (LAYERS * 12 * WIDTH**2 + 2 * table) / total:.1%}",
    "no-gate": f"{(total - LAYERS * WIDTH * HIDDEN) / 1e9:.2f}B",
    "bytes": f"{2 * total / 1e9:.2f} GB",
    "gib": f"{2 * total / 2**30:.2f} GiB",
    "tied": f"{(total - table) / 1e9:.2f}B",
    "llama3": f"{llama3 / 1e9:.2f}B",
    "llama3-table": f"{2 * 128256 * 4096 / 1e9:.2f}B",
    "llama3-share": f"{2 * 128256 * 4096 / llama3:.0%}",
    "llama3-attention": f"{(2 * 4096**2 + 2 * 4096 * 1024) / 1e6:.1f}M",
    "mha-attention": f"{attention / 1e6:.1f}M",
    "llama70": f"{llama70 / 1e9:.2f}B",
    "llama70-mha": f"{llama70_mha / 1e9:.2f}B",
    "flops": f"{2 * (total - table) / 1e9:.1f} GFLOPs",
}
