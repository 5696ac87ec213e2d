"""标准注意力与 FlashAttention 的显存、HBM 访问量与运算量（一个头，前向）。"""

N, HEADS, BLOCK = 4096, 32, 128
HALF = 2  # FP16 的字节数


def standard(d):
    return (4 * N * N + 4 * N * d) * HALF  # 写 S、读 S、写 P、读 P，再加 Q、K、V、O


def flash(d):
    return (2 * N * d + 2 * N * N * d // BLOCK) * HALF  # 读 Q、写 O，K、V 读 N/BLOCK 遍


forward, backward, recompute = 4, 8, 10  # 以 N²d 为单位：2、4、5 个矩阵乘，各 2 次运算
numbers = {
    "scores-layer": f"{HEADS * N * N * HALF / 2**30:.0f} GiB",
    "lse-layer": f"{HEADS * N * 4 / 2**10:.0f} KiB",
    "standard-64": f"{standard(64) / 1e6:.0f} MB",
    "standard-128": f"{standard(128) / 1e6:.0f} MB",
    "flash-64": f"{flash(64) / 1e6:.0f} MB",
    "flash-128": f"{flash(128) / 1e6:.0f} MB",
    "ratio-64": f"{standard(64) / flash(64):.1f}倍",
    "ratio-128": f"{standard(128) / flash(128):.1f}倍",
    "flops": f"{(forward + recompute) / (forward + backward) - 1:.0%}",
    "paper-flops": f"{75.2 / 66.6 - 1:.0%}",
    "paper-hbm": f"{40.3 / 4.4:.1f}",
    "paper-time": f"{41.7 / 7.3:.1f}",
    "passes": f"{N // BLOCK}",
}
