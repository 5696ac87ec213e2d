"""三种子词算法的两个小例子。"""

from collections import Counter
from math import log

words = {"模型": 10, "模式": 6, "大模型": 4, "葡萄": 3}
single, pairs = Counter(), Counter()
for word, count in words.items():
    for c in word:
        single[c] += count
    for pair in zip(word, word[1:]):
        pairs["".join(pair)] += count
total = sum(single.values())
score = {p: n / (single[p[0]] * single[p[1]]) for p, n in pairs.items()}
gain = {p: n * log(score[p] * total) for p, n in pairs.items()}
assert max(pairs, key=pairs.get) == max(gain, key=gain.get) == "模型"
assert max(score, key=score.get) == "葡萄"
assert (single["模"], single["型"], single["葡"], pairs["模型"]) == (20, 14, 3, 14)

p = {"研究": 0.04, "研究生": 0.02, "生命": 0.03, "命": 0.005}
right, wrong = p["研究"] * p["生命"], p["研究生"] * p["命"]

numbers = {
    "chars": f"{total}",
    "score-model": f"{score['模型']:.3f}",
    "score-grape": f"{score['葡萄']:.3f}",
    "gain-model": f"{gain['模型']:.1f}",
    "gain-grape": f"{gain['葡萄']:.1f}",
    "p-right": f"{right:.4f}",
    "p-wrong": f"{wrong:.4f}",
    "ratio": f"{right / wrong:.0f}",
}
