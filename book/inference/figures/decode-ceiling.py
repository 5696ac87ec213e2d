"""7B 模型 FP16 解码吞吐的理论上限随批量的变化。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, MIDDLE, canvas, save

parameters = 6_738_415_616
machines = [  # 名称，带宽 GB/s，稠密算力 TFLOPS，样式
    ("H100 SXM", 3350.0, 989.45, {"color": ACCENT, "linestyle": "-"}),
    ("RTX 4090", 1008.0, 165.2, {"color": INK, "linestyle": "--"}),
    ("服务器CPU（12通道，AMX）", 614.4, 262.144, {"color": DARK, "linestyle": "-."}),
    ("桌面CPU（双通道）", 89.6, 2.304, {"color": DARK, "linestyle": ":"}),
]
batch = np.logspace(0, np.log10(2048), 400)
figure, axes = canvas(205)
for name, bandwidth, compute, style in machines:
    step = np.maximum(2 * parameters / (bandwidth * 1e9), 2 * parameters * batch / (compute * 1e12))
    axes.plot(batch, batch / step, **style)
    ridge = compute * 1e3 / bandwidth
    axes.plot([ridge], [ridge / (2 * parameters / (bandwidth * 1e9))], "o", color=style["color"], markersize=3.5)
places = {
    "H100 SXM": 112000, "RTX 4090": 7600,
    "服务器CPU（12通道，AMX）": 31000, "桌面CPU（双通道）": 108,
}
for name, y in places.items():
    axes.text(1980, y, name, fontsize=7.5, ha="right", va="center")
axes.annotate(
    "拐点：从带宽受限\n转为算力受限", xy=(295, 73400), xytext=(40, 60000), fontsize=7.5, va="center",
    ha="center", arrowprops={"arrowstyle": "-", "linewidth": 0.5, "shrinkB": 3},
)
axes.set_xscale("log", base=2)
axes.set_yscale("log")
axes.set_xlim(1, 2048)
axes.set_ylim(4, 190000)
axes.set_xticks([1, 4, 16, 64, 256, 1024], ["1", "4", "16", "64", "256", "1024"])
axes.set_yticks([10, 100, 1000, 10000, 100000], ["10", "100", "1,000", "10,000", "100,000"])
axes.minorticks_off()
axes.set_xlabel("同时解码的序列数（批量）")
axes.set_ylabel("总吞吐上限（token/s）")
save(figure, __file__)
