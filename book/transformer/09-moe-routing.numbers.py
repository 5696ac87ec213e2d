"""MoE 的容量与溢出：每个 token 独立、均匀地选 k 个不同的专家时，一个专家的负载服从二项分布。"""

from math import ceil, exp, lgamma, log

TOKENS, EXPERTS, K = 4096, 64, 2
p = K / EXPERTS
mean = TOKENS * p


def pmf(x):
    choose = lgamma(TOKENS + 1) - lgamma(x + 1) - lgamma(TOKENS - x + 1)
    return exp(choose + x * log(p) + (TOKENS - x) * log(1 - p))


def dropped(factor):
    """被丢弃的分配所占的比例。"""
    capacity = ceil(factor * mean)
    return sum((x - capacity) * pmf(x) for x in range(capacity + 1, TOKENS + 1)) / mean


# 全部 token 都选同样两个专家时
collapsed = 1 - K * ceil(1.25 * mean) / (TOKENS * K)
# 辅助损失 N·Σ f·P：均匀时与塌缩时（f 归一为和是 1）
uniform = EXPERTS * EXPERTS * (1 / EXPERTS) * (1 / EXPERTS)
two = EXPERTS * 2 * (1 / 2) * (1 / 2)
numbers = {
    "mean": f"{mean:.0f}",
    "sd": f"{(TOKENS * p * (1 - p)) ** 0.5:.1f}",
    "capacity": f"{ceil(1.25 * mean)}",
    "drop-100": f"{dropped(1.0):.1%}",
    "drop-110": f"{dropped(1.1):.2%}",
    "drop-125": f"{dropped(1.25):.3%}",
    "drop-collapse": f"{collapsed:.0%}",
    "uniform": f"{uniform:.0f}",
    "two": f"{two:.0f}",
}
