"""三种 RoPE 缩放把各对维度的转速降到原来的多少（4096 扩到 32768）。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, canvas, save

head, base, trained, scale = 128, 10000.0, 4096, 8.0
i = np.arange(head // 2)
theta = base ** (-2 * i / head)
turns = trained * theta / (2 * np.pi)
interpolation = np.full(len(i), 1 / scale)
ntk = (base * scale ** (head / (head - 2))) ** (-2 * i / head) / theta
low, high = (head / 2 * np.log(trained / (n * 2 * np.pi)) / np.log(base) for n in (32, 1))
ramp = np.clip((i - low) / (high - low), 0, 1)
yarn = (1 - ramp) + ramp / scale

figure, axes = canvas(190)
axes.axvspan(low, high, color=LIGHT, linewidth=0)
axes.plot(i, interpolation, color=DARK, linestyle="-.")
axes.plot(i, ntk, color=INK, linestyle="--")
axes.plot(i, yarn, color=ACCENT, linestyle="-")
axes.plot([0, 63], [1, 1], color=DARK, linestyle=":", linewidth=0.8)
axes.text(3, 0.145, "位置插值：一律1/8", fontsize=7.5, va="bottom")
axes.text(2, 0.46, "NTK：换更大的底数", fontsize=7.5, ha="left", va="center")
axes.text(32.5, 0.76, "YaRN：分段", fontsize=7.5, ha="left", va="center")
axes.text(63, 1.02, "不缩放", fontsize=7.5, ha="right", va="bottom")
axes.text(low / 2, 1.13, "窗口内转32圈以上", fontsize=7.5, ha="center", va="center")
axes.text((low + high) / 2, 1.13, "过渡", fontsize=7.5, ha="center", va="center")
axes.text((high + 63) / 2, 1.13, "不足1圈", fontsize=7.5, ha="center", va="center")
axes.set_xlim(0, 63)
axes.set_ylim(0, 1.2)
axes.set_xticks([0, 10, 20, 30, 40, 50, 63])
axes.set_yticks([0, 0.125, 0.5, 1.0], ["0", "1/8", "1/2", "1"])
axes.set_xlabel("维度对的序号（左快右慢）")
axes.set_ylabel("转速为原来的几倍")
save(figure, __file__)
