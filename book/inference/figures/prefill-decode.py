"""H100 SXM 的屋顶线与 LLaMA-2-7B 各种步骤在上面的位置。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, PAPER, canvas, save

WIDTH, LAYERS, N = 4096, 32, 6_738_415_616
PEAK, BW = 989.45, 3.35  # TFLOPS，TB/s
TOKEN = 2 * LAYERS * WIDTH * 2


def prefill(p):
    return (2 * N * p + LAYERS * 2 * p * p * WIDTH) / (2 * N + p * TOKEN)


def decode(batch, context):
    return batch * (2 * N + LAYERS * 4 * context * WIDTH) / (2 * N + batch * context * TOKEN)


def roof(x):
    return np.minimum(PEAK, BW * x)


figure, axes = canvas(200)
x = np.logspace(-0.4, 4.2, 400)
axes.plot(x, roof(x), color=INK, linewidth=1.4)
ridge = PEAK / BW
axes.plot([ridge, ridge], [1, PEAK], color=DARK, linestyle=":", linewidth=0.7)
axes.text(ridge * 1.06, 1.35, f"拐点 {ridge:.0f}", fontsize=7.5, va="bottom")
axes.text(1.15, 11, "带宽受限", fontsize=8, rotation=32, ha="center", va="center")
axes.text(1900, 1180, "算力受限（峰值989 TFLOPS）", fontsize=8, ha="center", va="bottom")
for p in (128, 1024, 8192):
    i = prefill(p)
    axes.plot([i], [roof(i)], "s", color=ACCENT, markersize=5)
    place = {128: (0.84, 1.1, "right", "bottom"), 1024: (1.0, 0.7, "center", "top"), 8192: (1.0, 0.7, "center", "top")}[p]
    axes.text(i * place[0], roof(i) * place[1], f"预填充{p}", fontsize=7.5, ha=place[2], va=place[3])
for b in (1, 32, 128):
    i = decode(b, 1024)
    axes.plot([i], [roof(i)], "o", color=PAPER, markeredgecolor=INK, markersize=5)
    left = b != 1
    axes.text(
        i * (0.86 if left else 1.25), roof(i) * (1.12 if left else 0.9), f"解码，批量{b}", fontsize=7.5,
        ha="right" if left else "left", va="bottom" if b == 128 else ("center" if left else "top"),
    )
limit = (2 * N + LAYERS * 4 * 1024 * WIDTH) / (1024 * TOKEN)
axes.plot([limit, limit], [1, roof(limit)], color=DARK, linestyle="--", linewidth=0.7)
axes.text(limit * 1.1, 5, f"解码的极限 {limit:.0f}\n（上下文1024，\n批量无穷）", fontsize=7.5, ha="left", va="center")
axes.set_xscale("log")
axes.set_yscale("log")
axes.set_xlim(0.4, 16000)
axes.set_ylim(1, 2400)
axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
axes.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
axes.minorticks_off()
axes.set_xlabel("算术强度（FLOP/字节）")
axes.set_ylabel("可达算力（TFLOPS）")
save(figure, __file__)
