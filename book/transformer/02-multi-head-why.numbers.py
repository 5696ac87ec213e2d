"""总宽度不变时，一个宽头与 32 个窄头的账。"""

D, HEADS, LENGTH = 4096, 32, 2048
params = 4 * D * D
projection = 2 * LENGTH * params
attention = 2 * 2 * LENGTH * LENGTH * D  # QK^T 与 AV，各头之和与头数无关
numbers = {
    "rank": f"{D // HEADS}",
    "params": f"{params / 1e4:.0f}万",
    "projection": f"{projection / 1e9:.0f} GFLOP",
    "attention": f"{attention / 1e9:.0f} GFLOP",
    "table-1": f"{LENGTH**2 / 1e4:.0f}万",
    "table-32": f"{HEADS * LENGTH**2 / 1e8:.2f}亿",
}
