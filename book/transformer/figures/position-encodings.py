"""ALiBi 八个头的权重随距离的变化；RoPE 各对维度的周期。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, MIDDLE, canvas, save

figure, (left, right) = canvas(166, columns=2)
distance = np.linspace(0, 2048, 300)
fine = np.unique(np.concatenate([np.linspace(0, 60, 121), distance]))
for head in range(1, 9):
    slope = 2.0**-head
    last = head == 8
    left.plot(fine, np.exp(-slope * fine), color=ACCENT if last else DARK, linestyle="-", linewidth=1.4 if last else 0.8)
left.plot([1179], [0.01], "o", color=ACCENT, markersize=3.5)
left.annotate(
    "1179个token处\n降到1%", xy=(1179, 0.012), xytext=(1330, 0.22), fontsize=7.5, ha="center", va="bottom",
    arrowprops={"arrowstyle": "-", "linewidth": 0.5, "shrinkB": 2},
)
left.text(330, 0.42, "斜率1/256", fontsize=7.5, ha="left", va="center")
left.text(700, 0.9, "其余7个头\n（1/2～1/128）更陡", fontsize=7.5, ha="left", va="center")
left.set_xlim(0, 2048)
left.set_ylim(0, 1.02)
left.set_xticks([0, 512, 1024, 1536, 2048])
left.set_yticks([0, 0.5, 1])
left.set_xlabel("距离（token）")
left.set_ylabel("相对权重")
left.set_title("ALiBi")

pair = np.arange(64)
period = 2 * np.pi * 10000.0 ** (pair / 64)
seen = period <= 4096
right.plot(pair[seen], period[seen], ".", color=MIDDLE, markersize=4)
right.plot(pair[~seen], period[~seen], "o", color=ACCENT, markersize=2.8)
right.axhline(4096, color=INK, linestyle="--", linewidth=0.8)
right.text(1, 5200, "训练长度4096", fontsize=7.5, ha="left", va="bottom")
right.text(44, 14000, f"{(~seen).sum()}对\n没转完", fontsize=7.5, ha="center", va="bottom")
right.text(31, 60, f"{seen.sum()}对已转过\n至少一圈", fontsize=7.5, ha="left", va="top")
right.set_yscale("log")
right.set_ylim(4, 1e5)
right.set_xlim(-1, 64)
right.set_xticks([0, 16, 32, 48, 63])
right.set_yticks([10, 100, 1000, 10000, 100000], ["10", "100", "1,000", "1万", "10万"])
right.minorticks_off()
right.set_xlabel("维度对的序号 $i$")
right.set_ylabel("周期（token）")
right.set_title("RoPE")
save(figure, __file__)
