"""专家并行：DeepSeek-V3 规模下一层的通信与计算；随机路由时的溢出。"""

from math import comb, lgamma, log, exp

WIDTH, EXPERT, TOP, EXPERTS, GROUP, NODES = 7168, 2048, 8, 256, 64, 4
TOKENS = 4096  # 每卡每个微批的 token
NETWORK, RATE = 50e9, 400e12

copies = TOKENS * TOP
dispatch_all = copies * WIDTH  # FP8，1 字节
combine_all = 2 * copies * WIDTH  # BF16，2 字节
dispatch = TOKENS * NODES * WIDTH
combine = 2 * TOKENS * NODES * WIDTH
compute = 2 * TOKENS * (TOP + 1) * 3 * WIDTH * EXPERT / RATE


def exact(n, k, p):
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))


mean = TOKENS * TOP / EXPERTS  # 一张卡的 token 均匀随机选专家


def dropped(factor):
    limit = mean * factor
    return sum((k - limit) * exact(TOKENS, k, TOP / EXPERTS) for k in range(int(limit) + 1, 400)) / mean


assert comb(4, 2) == 6 and abs(sum(exact(TOKENS, k, TOP / EXPERTS) for k in range(400)) - 1) < 1e-9
dense_all_reduce = 4 * 2 * (8 - 1) / 8 * TOKENS * WIDTH * 2

numbers = {
    "mean": f"{mean:.0f}",
    "dispatch-all": f"{dispatch_all / 1e6:.0f} MB",
    "combine-all": f"{combine_all / 1e6:.0f} MB",
    "dispatch": f"{dispatch / 1e6:.0f} MB",
    "combine": f"{combine / 1e6:.0f} MB",
    "time-all": f"{(dispatch_all + combine_all) / NETWORK * 1e3:.1f}毫秒",
    "time": f"{(dispatch + combine) / NETWORK * 1e3:.1f}毫秒",
    "compute": f"{compute * 1e3:.1f}毫秒",
    "drop-1": f"{dropped(1):.1%}",
    "drop-125": f"{dropped(1.25):.3%}",
    "copies-expert": f"{2048 // 16 // GROUP}",
    "per-card": f"{EXPERTS // GROUP}",
    "data": f"{2048 // 16}",
}
