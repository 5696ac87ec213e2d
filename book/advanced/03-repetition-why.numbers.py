"""玩具模型：带复制的二元语法模型。自增强的概率与不同温度下的 rep-4。"""

import numpy as np

ALPHA = 4.0


def posterior(start, seen):
    return (seen + ALPHA * start) / (seen + ALPHA)


# 与图相同的设定，逐条序列、用字典计数另写一遍
VOCAB, RUNS, LENGTH, TAIL = 500, 60, 300, 200
weights = 1 / np.arange(1, VOCAB + 1)
weights = weights / weights.sum()
order = np.random.default_rng(7)
base = np.zeros((VOCAB, VOCAB))
for row in range(VOCAB):
    base[row, order.permutation(VOCAB)] = weights


def rep4(temperature, copying):
    rng = np.random.default_rng(1)
    paths = [[int(token)] for token in rng.integers(VOCAB, size=RUNS)]
    memory = [{} for _ in range(RUNS)]
    for _ in range(LENGTH - 1):
        dice = rng.random(RUNS) if temperature else None
        for run, (path, seen) in enumerate(zip(paths, memory)):
            last = path[-1]
            chance = ALPHA * base[last]
            if copying:
                for token, count in seen.get(last, {}).items():
                    chance[token] += count
            if temperature:
                chance = chance ** (1 / temperature)
                total = np.cumsum(chance)
                new = int(np.searchsorted(total, dice[run] * total[-1], side="right"))
            else:
                new = int(np.argmax(chance))
            row = seen.setdefault(last, {})
            row[new] = row.get(new, 0) + 1
            path.append(new)
    shares = []
    for path in paths:
        tail = path[-TAIL:]
        grams = list(zip(tail, tail[1:], tail[2:], tail[3:]))
        shares.append(1 - len(set(grams)) / len(grams))
    return sum(shares) / RUNS


numbers = {
    "once": f"{posterior(0.02, 1):.2f}",
    "three": f"{posterior(0.02, 3):.2f}",
    "ten": f"{posterior(0.02, 10):.2f}",
    "greedy": f"{rep4(0, True):.2f}",
    "greedy-plain": f"{rep4(0, False):.2f}",
    "cool": f"{rep4(0.4, True):.2f}",
    "cool-plain": f"{rep4(0.4, False):.2f}",
    "warm": f"{rep4(1.0, True):.3f}",
    "sentence-90": f"{0.9**20:.2f}",
    "sentence-99": f"{0.99**20:.2f}",
}
