"""玩具模型：带复制能力的二元语法模型，自增强与解码温度的关系。"""

import numpy as np

from bankbook.drawing import ACCENT, INK, canvas, save

VOCAB, ALPHA, RUNS, LENGTH, TAIL = 500, 4.0, 60, 300, 200

zipf = 1 / np.arange(1, VOCAB + 1)
zipf /= zipf.sum()
shuffle = np.random.default_rng(7)
base = np.empty((VOCAB, VOCAB))
for row in range(VOCAB):
    base[row, shuffle.permutation(VOCAB)] = zipf


def generate(temperature, copying):
    rng = np.random.default_rng(1)
    tokens = np.empty((RUNS, LENGTH), int)
    tokens[:, 0] = rng.integers(VOCAB, size=RUNS)
    counts = np.zeros((RUNS, VOCAB, VOCAB), np.float32)
    every = np.arange(RUNS)
    for step in range(1, LENGTH):
        last = tokens[:, step - 1]
        seen = counts[every, last] * copying
        chance = (seen + ALPHA * base[last]) / (seen.sum(1, keepdims=True) + ALPHA)
        if temperature == 0:
            new = chance.argmax(1)
        else:
            score = np.log(chance) / temperature
            weight = np.exp(score - score.max(1, keepdims=True))
            weight /= weight.sum(1, keepdims=True)
            new = (weight.cumsum(1) > rng.random((RUNS, 1))).argmax(1)
        counts[every, last, new] += 1
        tokens[:, step] = new
    return tokens


def repeated(tokens, n=4):
    shares = []
    for row in tokens[:, -TAIL:]:
        grams = [tuple(row[i : i + n]) for i in range(TAIL - n + 1)]
        shares.append(1 - len(set(grams)) / len(grams))
    return float(np.mean(shares))


figure, (left, right) = canvas(176, columns=2, gridspec_kw={"width_ratios": [1, 1.25]})
times = np.arange(0, 13)
for start, style in (
    (0.30, {"color": ACCENT, "linestyle": "-", "marker": "o"}),
    (0.02, {"color": INK, "linestyle": "--", "marker": "^"}),
):
    chance = (times + ALPHA * start) / (times + ALPHA)
    left.plot(times, chance, markersize=3, **style)
left.text(5.2, 0.76, "初始概率0.30", fontsize=7.5, ha="right", va="bottom")
left.text(3.4, 0.40, "初始概率0.02", fontsize=7.5, ha="left", va="top")
left.set_ylim(0, 1)
left.set_xlim(-0.3, 12.3)
left.set_xticks([0, 2, 4, 6, 8, 10, 12])
left.set_xlabel("同一个后继已出现的次数")
left.set_ylabel("下一次仍选它的概率")
left.set_title("自增强（玩具模型）", loc="left")

heat = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2]
right.plot(heat, [repeated(generate(t, 1)) for t in heat], color=ACCENT, linestyle="-", marker="o", markersize=3)
right.plot(heat, [repeated(generate(t, 0)) for t in heat], color=INK, linestyle="--", marker="s", markersize=3)
right.text(0.56, 0.62, "会复制上文", fontsize=7.5, ha="left", va="center")
right.text(0.17, 0.36, "不复制", fontsize=7.5, ha="right", va="center")
right.annotate("贪心", xy=(0.01, 0.945), xytext=(0.16, 1.0), fontsize=7.5, va="center",
               arrowprops={"arrowstyle": "-", "linewidth": 0.5, "shrinkB": 1})
right.set_ylim(0, 1.05)
right.set_xlim(-0.03, 1.23)
right.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2])
right.set_xlabel("采样温度")
right.set_ylabel("末200个token的rep-4")
right.set_title("解码温度（玩具模型）", loc="left")
save(figure, __file__)
