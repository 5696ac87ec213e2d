"""FlashAttention：分块的次序，与一行分数的在线softmax。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, arrow, blank, box, save

figure, axes = blank(226)

# 左：分块
x0, y0, cell, n = 44, 42, 27, 4
active = (1, 2)  # 第 2 行块，第 3 列块
for i in range(n):
    for j in range(n):
        done = i < active[0] or (i == active[0] and j < active[1])
        face = LIGHT if done else PAPER
        if (i, j) == active:
            face = ACCENT
        box(
            axes, x0 + j * cell, y0 + (n - 1 - i) * cell, cell, cell,
            facecolor=face, edgecolor=DARK, linewidth=0.5, linestyle=(0, (3, 2)),
        )  # fmt: skip
for j in range(n):
    box(
        axes, x0 + j * cell, y0 + n * cell + 7, cell, 15, f"$K_{j + 1},V_{j + 1}$", fontsize=7.5,
        linewidth=1.3 if j == active[1] else 0.6,
    )
for i in range(n):
    y = y0 + (n - 1 - i) * cell
    box(axes, x0 - 25, y, 18, cell, f"$Q_{i + 1}$", linewidth=1.3 if i == active[0] else 0.6)
    written = i < active[0]
    box(
        axes, x0 + n * cell + 7, y, 18, cell, f"$O_{i + 1}$", facecolor=LIGHT if written else PAPER,
        linestyle="-" if written else (0, (3, 2)), ink=INK if written else DARK,
    )
ay = y0 + (n - 1 - active[0]) * cell + cell / 2
axes.text(
    x0 + active[1] * cell + cell / 2, ay, "片上", ha="center", va="center_baseline",
    fontsize=7.5, color=PAPER, fontweight="bold",
)
arrow(axes, (x0, y0 + n * cell + 30), (x0 + n * cell, y0 + n * cell + 30))
axes.text(
    x0 + n * cell / 2, y0 + n * cell + 42, "内层逐块读入K、V", ha="center", va="center", fontsize=8
)
arrow(axes, (x0 - 33, y0 + n * cell), (x0 - 33, y0))
axes.text(
    x0 - 37, y0 + n * cell / 2, "外\n层\n逐\n块\n读\n入\nQ", ha="right", va="center", fontsize=7.5, linespacing=1.15
)
for k, (face, style, words) in enumerate(
    ((LIGHT, "-", "算完，只留结果"), (ACCENT, "-", "正在算"), (PAPER, "--", "还没算"))
):
    x = (8, 84, 132)[k]
    box(axes, x, 22, 9, 9, facecolor=face, edgecolor=DARK, linestyle=style, linewidth=0.5)
    axes.text(x + 12, 26.5, words, fontsize=7.5, ha="left", va="center")
axes.text(94, 8, "整个分数矩阵从不写入HBM", ha="center", va="center", fontsize=8)

# 右：一行六个分数
blocks = [np.array([1.0, 3.0]), np.array([2.0, 5.0]), np.array([4.0, 0.0])]
left, head, width = 206, 64, 36
rows = ["分数 $s$", "最大值 $m$", "旧值乘 $e^{m-m'}$", "指数和 $ℓ$"]
ys = [172, 140, 108, 76]
for y, words in zip(ys, rows):
    axes.text(left, y, words, ha="left", va="center", fontsize=8)
m, total = -np.inf, 0.0
for k, s in enumerate(blocks):
    x = left + head + k * width
    mid = x + width / 2
    axes.text(mid, 196, f"第{k + 1}块", ha="center", va="center", fontsize=8)
    for t in range(2):
        box(axes, x + 3 + t * 15, ys[0] - 8, 15, 16, f"{s[t]:.0f}")
    new = max(m, s.max())
    scale = np.exp(m - new)
    total = scale * total + np.exp(s - new).sum()
    axes.text(mid, ys[1], f"{new:.0f}", ha="center", va="center", fontsize=8,
              fontweight="bold" if new != m else "normal")
    axes.text(mid, ys[2], "—" if k == 0 else f"{scale:.3f}" if scale < 1 else "1", ha="center", va="center", fontsize=8)
    axes.text(mid, ys[3], f"{total:.3f}", ha="center", va="center", fontsize=8)
    if k < 2:
        arrow(axes, (mid + 13, ys[3]), (mid + width - 13, ys[3]), linewidth=0.6, mutation_scale=5)
    m = new
for y in (186, 156, 124, 92, 60):
    axes.plot([left, left + head + 3 * width], [y, y], color=MIDDLE, linewidth=0.5, linestyle="-")
whole = np.concatenate(blocks)
check = np.exp(whole - whole.max()).sum()
assert abs(check - total) < 1e-12
axes.text(
    left, 42, f"一次看完6个数：$m=5$，$ℓ={check:.3f}$", ha="left", va="center", fontsize=8
)
axes.text(left, 23, "与逐块更新的结果相同；输出 $o$ 也照此", ha="left", va="center", fontsize=8)
axes.text(left, 9, "缩放并累加，最后除以 $ℓ$", ha="left", va="center", fontsize=8)
axes.text(left, 213, "在线softmax", ha="left", va="center", fontsize=8.5, fontweight="bold")
axes.text(4, 213, "分块", ha="left", va="center", fontsize=8.5, fontweight="bold")
axes.plot([194, 194], [6, 218], color=MIDDLE, linewidth=0.5, linestyle="-")
save(figure, __file__)
