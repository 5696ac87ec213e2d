"""上：一个请求的时间线与各指标；下：压测模拟的完成率与有效吞吐。"""

import runpy
from pathlib import Path

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, arrow, box, canvas, save

model = runpy.run_path(str(Path(__file__).resolve().parent.parent / "11-serving-metrics.numbers.py"))
figure, (line, plot) = canvas(228, rows=2, gridspec_kw={"height_ratios": [1, 1.75]})

line.set_xlim(0, 378)
line.set_ylim(0, 76)
line.axis("off")
y, h = 40, 14
box(line, 8, y, 60, h, "排队", facecolor="none", linestyle=":")
box(line, 68, y, 74, h, "预填充", facecolor=MIDDLE)
ticks = [142, 172, 202, 250, 280, 310, 340]
for a, b in zip(ticks, ticks[1:]):
    box(line, a, y, b - a, h, "解码", facecolor=LIGHT, fontsize=7.5)
for i, t in enumerate(ticks):
    line.plot([t, t], [y - 3, y + h + 3], color=INK, linewidth=1.0)
    line.text(t, y + h + 6, str(i + 1), fontsize=7.5, ha="center", va="bottom")
line.text(8, y + h + 6, "请求到达", fontsize=7.5, va="bottom")


def span(a, b, level, text):
    arrow(line, (a, level), (b, level), arrowstyle="<|-|>", linewidth=0.6, mutation_scale=5)
    line.text((a + b) / 2, level - 3, text, fontsize=7.5, ha="center", va="top")


span(8, 142, y - 10, "TTFT：到第一个token")
span(202, 250, y - 10, "一次ITL")
span(142, 340, y - 27, "TPOT = 这一段 ÷ (n-1)")

rates = [4, 8, 12, 16, 18, 20, 21, 22, 23, 24, 26, 28]
points = [model["summary"](r) for r in rates]
plot.plot(rates, [p["done"] for p in points], color=INK, linestyle="--", marker="o", markersize=3)
plot.plot(rates, [p["good"] for p in points], color=ACCENT, linestyle="-", marker="s", markersize=3)
plot.text(28.4, 21.9, "完成的请求", fontsize=7.5, va="center")
plot.text(27.6, 5.2, "达标的请求\n（goodput）", fontsize=7.5, va="center")
plot.axvline(20, color=DARK, linestyle=":", linewidth=0.8)
plot.text(19.7, 2, "再加压，只增加\n不达标的请求", fontsize=7.5, ha="right", va="center")
plot.set_xlim(3, 32.5)
plot.set_ylim(0, 25)
plot.set_yticks([0, 5, 10, 15, 20])
plot.set_xticks([4, 8, 12, 16, 20, 24, 28])
plot.set_xlabel("到达率（请求/秒）")
plot.set_ylabel("请求/秒")
save(figure, __file__)
