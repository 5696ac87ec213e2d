"""按屋顶线模型算出的 INT8 相对 FP16 加速上限。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, canvas, save

N = 6_738_415_616
BW, FP16, INT8 = 2039e9, 312e12, 624e12
batch = np.logspace(0, np.log10(2048), 600)


def step(weight_bytes, peak):
    return np.maximum(N * weight_bytes / BW, 2 * N * batch / peak)


base = step(2, FP16)
w8a8 = base / step(1, INT8)
w8a16 = base / step(1, FP16)
rest = 1 / (0.2 + 0.8 / w8a8)

figure, axes = canvas(172)
axes.axhline(1.0, color=DARK, linewidth=0.6)
axes.plot(batch, w8a8, color=ACCENT, linestyle="-")
axes.plot(batch, rest, color=DARK, linestyle="-.")
axes.plot(batch, w8a16, color=INK, linestyle="--")
axes.text(1950, 2.05, "W8A8，全部时间都受益", ha="right", va="bottom", fontsize=7.5)
axes.text(1950, 1.71, "W8A8，另有20%的时间不受量化影响", ha="right", va="bottom", fontsize=7.5)
axes.text(1950, 0.96, "W8A16（仅权重）", ha="right", va="top", fontsize=7.5)
axes.text(1.08, 0.96, "FP16基准", ha="left", va="top", fontsize=7.5)
half, full = FP16 / (2 * BW), FP16 / BW
for x, y in ((half, 2.0), (full, 1.0)):
    axes.plot([x], [y], "o", color=INK, markersize=3.5)
    axes.plot([x, x], [0.75, y], color=DARK, linestyle=":", linewidth=0.6)
axes.set_xscale("log", base=2)
axes.set_xlim(1, 2048)
axes.set_ylim(0.75, 2.3)
axes.set_xticks([1, 4, 16, half, full, 512, 2048], ["1", "4", "16", f"{half:.0f}", f"{full:.0f}", "512", "2048"])
axes.minorticks_off()
axes.set_yticks([1.0, 1.5, 2.0], ["1倍", "1.5倍", "2倍"])
axes.set_xlabel("一步里同时处理的token数")
axes.set_ylabel("相对FP16的加速上限")
save(figure, __file__)
