"""去掉汇点后，余下权重被放大多少；三种滑窗的代价。"""

import math

WINDOW = 1023  # 窗口里其余的键，logit 一律取 0


def share(logit, others=WINDOW):
    return math.exp(logit) / (math.exp(logit) + others)


sink = share(9)
numbers = {
    "sink": f"{sink:.0%}",
    "rest": f"{1 - sink:.0%}",
    "blow": f"{1 / (1 - sink):.1f}倍",
    "light": f"{(math.exp(9) + WINDOW) / (math.exp(9) + WINDOW - 1) - 1:.3%}",
    "kept": f"{4 / 1024:.1%}",
}
