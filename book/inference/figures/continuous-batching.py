"""八个请求、四个位置：静态批处理与连续批处理的时间图（由同样的调度规则算出）。"""

import heapq

from matplotlib.patches import Rectangle

from bankbook.drawing import ACCENT, INK, LIGHT, MIDDLE, PAPER, canvas, save

lengths, slots = [3, 9, 2, 6, 5, 3, 4, 6], 4
names = "ABCDEFGH"


def static():
    now, bars = 0, []
    for i in range(0, len(lengths), slots):
        bars += [(k, now, lengths[i + k], i + k) for k in range(slots)]
        now += max(lengths[i:i + slots])
    return bars, now


def continuous():
    free, bars = [(0, k) for k in range(slots)], []
    for i, length in enumerate(lengths):
        start, k = heapq.heappop(free)
        bars.append((k, start, length, i))
        heapq.heappush(free, (start + length, k))
    return bars, max(t for t, _ in free)


figure, axes = canvas(180, rows=2, sharex=True)
for ax, (bars, end), label in zip(axes, (static(), continuous()), ("静态批处理", "连续批处理")):
    for k in range(slots):
        ax.add_patch(Rectangle((0, slots - 1 - k), end, 0.8, facecolor=PAPER, edgecolor=MIDDLE, linewidth=0.5, hatch="////"))
    for k, start, length, i in bars:
        ax.add_patch(Rectangle((start, slots - 1 - k), length, 0.8, facecolor=LIGHT if i < slots else ACCENT, edgecolor=INK, linewidth=0.6))
        ax.text(start + length / 2, slots - 1 - k + 0.38, f"{names[i]}（{length}）", fontsize=7.5, ha="center", va="center_baseline", color=INK if i < slots else PAPER)
    ax.set_ylim(-0.15, slots)
    ax.set_xlim(0, 15.6)
    ax.set_yticks([slots - 1 - k + 0.4 for k in range(slots)], [f"位置{k + 1}" for k in range(slots)])
    ax.tick_params(axis="y", length=0)
    ax.plot([end, end], [-0.15, slots], color=INK, linestyle="--", linewidth=0.8)
    share = sum(lengths) / (slots * end)
    ax.text(15.6, slots + 0.05, f"{label}：{end}步，利用率{share:.0%}", fontsize=8, ha="right", va="bottom")
axes[0].tick_params(axis="x", length=0)
axes[1].set_xticks(range(0, 16, 3))
axes[1].set_xlabel("解码步（斜线为空转的位置）")
save(figure, __file__)
