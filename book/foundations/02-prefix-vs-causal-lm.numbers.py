"""掩码里可见的格数、训练信号与多轮对话的重算量。"""

import numpy as np

PREFIX, TOTAL = 4, 8
row, column = np.indices((TOTAL, TOTAL))
causal = column <= row
prefix = causal | ((row < PREFIX) & (column < PREFIX))
assert np.array_equal(causal[PREFIX:], prefix[PREFIX:])

LENGTH = 2048
targets = [LENGTH - n for n in range(1, LENGTH)]

TURNS, TOKENS = 10, 500
once = TURNS * TOKENS
again = sum(turn * TOKENS for turn in range(1, TURNS + 1))

numbers = {
    "causal-cells": f"{int(causal.sum())}",
    "prefix-cells": f"{int(prefix.sum())}",
    "extra-cells": f"{int(prefix.sum() - causal.sum())}",
    "causal-loss": f"{LENGTH - 1}",
    "prefix-loss": f"{sum(targets) / len(targets):.0f}",
    "once": f"{once}",
    "again": f"{again}",
    "ratio": f"{again / once:.1f}倍",
}
