"""词表大小与每字符训练运算量、词表参数占比。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, canvas, save

SMALL, LARGE = 32000, 128256
SLOPE = (3.94 - 3.17) / np.log(LARGE / SMALL)
MODELS = [
    ("0.3B", 0.3e9, 1024, DARK, "-."),
    ("8B", 32 * (2 * 4096**2 + 2 * 4096 * 1024 + 3 * 4096 * 14336), 4096, ACCENT, "-"),
    ("70B", 80 * (2 * 8192**2 + 2 * 8192 * 1024 + 3 * 8192 * 28672), 8192, INK, "--"),
]


def cost(n, d, v):
    return (n + v * d) / (3.17 + SLOPE * np.log(v / SMALL))


figure, (left, right) = canvas(190, columns=2)
figure.get_layout_engine().set(wspace=0.06)
v = np.logspace(np.log10(8000), np.log10(2.1e6), 200)
inside = (v >= SMALL) & (v <= LARGE)
for name, n, d, color, line in MODELS:
    y = cost(n, d, v) / cost(n, d, SMALL)
    left.plot(v, y, color=color, linestyle=":", linewidth=0.9)
    left.plot(v[inside], y[inside], color=color, linestyle=line, linewidth=1.6)
    low = y.argmin()
    left.plot(v[low], y[low], "o", color=color, markersize=4)
    right.plot(v, 2 * v * d / (n + 2 * v * d) * 100, color=color, linestyle=line, linewidth=1.3)
left.set_ylim(0.62, 1.32)
left.text(2.0e5, 1.2, "0.3B", fontsize=7.5, ha="right")
left.text(1.1e6, 1.06, "8B", fontsize=7.5, ha="right")
left.text(1.02e6, 0.635, "70B", fontsize=7.5, ha="center")
left.axhline(1, color=INK, linewidth=0.4)
left.set_title("每字符训练FLOPs（32K为1）", fontsize=8)
right.text(4.5e4, 33, "0.3B", fontsize=7.5, ha="right")
right.text(3.2e5, 32, "8B", fontsize=7.5, ha="right")
right.text(1.2e6, 13, "70B", fontsize=7.5, ha="left")
right.set_ylim(0, 100)
right.set_title("词表参数占总参数（%）", fontsize=8)
for axes in (left, right):
    axes.set_xscale("log")
    axes.set_xlim(8000, 2.1e6)
    axes.set_xticks([8e3, 32e3, 128e3, 512e3, 2.048e6], ["8K", "32K", "128K", "512K", "2M"])
    axes.minorticks_off()
    axes.set_xlabel("词表大小 $V$")
save(figure, __file__)
