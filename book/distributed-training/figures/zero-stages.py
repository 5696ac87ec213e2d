"""ZeRO 各级每卡的模型状态：64 卡时的组成，与随卡数的变化（7.5B，每参数 16 字节）。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, canvas, save

B = 7.5
N = 64
rows = [("普通DP", (1, 1, 1)), ("ZeRO-1", (1, 1, N)), ("ZeRO-2", (1, N, N)), ("ZeRO-3", (N, N, N))]
figure, (bars, curves) = canvas(190, 1, 2, gridspec_kw={"width_ratios": (1.12, 1)})
for k, (name, cut) in enumerate(rows):
    left = 0.0
    looks = ((2, ACCENT, ""), (2, MIDDLE, ""), (12, LIGHT, "////"))
    for (byte, face, hatch), ways in zip(looks, cut):
        size = byte * B / ways
        bars.barh(k, size, left=left, color=face, hatch=hatch, edgecolor=DARK, linewidth=0.5, height=0.55)
        left += size
    total = left
    if k:
        bars.text(total + 3, k, f"{total:.1f} GB", va="center", ha="left", fontsize=8)
    else:
        bars.text(75, 0, "优化器状态", va="center", ha="center", fontsize=7.5,
                  bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1})
        bars.text(7.5, -0.45, "参数", va="center", ha="center", fontsize=7.5)
        bars.text(22.5, -0.45, "梯度", va="center", ha="center", fontsize=7.5)
        bars.text(119, -0.45, "共120 GB", va="center", ha="right", fontsize=8)
bars.axvline(80, color=INK, linestyle=":", linewidth=0.8)
bars.text(81, 3.42, "80 GB", fontsize=7.5, ha="left", va="center")
bars.set_yticks(range(4), [r[0] for r in rows])
bars.set_ylim(3.6, -0.75)
bars.set_xlim(0, 124)
bars.set_xlabel("每卡模型状态（GB），64卡")

n = np.logspace(0, 10, 200, base=2)
lines = [
    ("普通DP", 16 * B + 0 * n, "-", INK), ("ZeRO-1", B * (4 + 12 / n), "--", INK),
    ("ZeRO-2", B * (2 + 14 / n), "-.", DARK), ("ZeRO-3", B * 16 / n, "-", ACCENT),
]
for name, y, style, color in lines:
    curves.plot(n, y, linestyle=style, color=color)
curves.text(1000, 132, "普通DP", ha="right", va="bottom", fontsize=7.5)
curves.text(1000, 33, "ZeRO-1，趋于30", ha="right", va="bottom", fontsize=7.5)
curves.text(1000, 13.6, "ZeRO-2，趋于15", ha="right", va="top", fontsize=7.5)
curves.text(70, 1.15, "ZeRO-3", ha="right", va="center", fontsize=7.5)
curves.set_xscale("log", base=2)
curves.set_yscale("log")
curves.set_xlim(1, 1024)
curves.set_ylim(0.1, 250)
curves.set_xticks([1, 8, 64, 1024], ["1", "8", "64", "1024"])
curves.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
curves.minorticks_off()
curves.set_xlabel("卡数 $N$")
curves.set_ylabel("每卡GB（对数）")
save(figure, __file__)
