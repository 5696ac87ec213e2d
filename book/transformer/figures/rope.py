"""RoPE：绝对的旋转给出相对的夹角；全 1 向量的点积随距离的变化。"""

import numpy as np
from matplotlib.patches import Arc

from bankbook.drawing import ACCENT, DARK, INK, canvas, save

figure, (left, right) = canvas(158, columns=2, gridspec_kw={"width_ratios": (1, 1.2)})

step, q0, k0 = 22.0, -14.0, -8.0
left.add_patch(Arc((0, 0), 2, 2, theta1=0, theta2=180, color=DARK, linewidth=0.5))
for (m, n), color, style, radius in (((1, 3), ACCENT, "-", 0.42), ((5, 7), INK, "--", 0.62)):
    ends = (q0 + m * step, k0 + n * step)
    for angle, name, place in zip(ends, ("q", "k"), (m, n), strict=True):
        x, y = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        left.plot([0, x], [0, y], color=color, linestyle=style, linewidth=1.3)
        left.plot([x], [y], "o", color=color, markersize=3)
        side = "left" if x > 0.4 else "right" if x < -0.4 else "center"
        left.text(
            1.08 * x, 1.1 * y + 0.02, f"$R({place})\\,{name}$", ha=side, va="center", fontsize=8
        )
    left.add_patch(Arc((0, 0), 2 * radius, 2 * radius, theta1=ends[0], theta2=ends[1], color=color, linewidth=1.1))
    middle = np.radians(sum(ends) / 2)
    left.text(
        (radius + 0.15) * np.cos(middle), (radius + 0.15) * np.sin(middle),
        f"{ends[1] - ends[0]:.0f}°", ha="center", va="center", fontsize=7.5,
    )
left.plot([-1.15, 1.15], [0, 0], color=DARK, linestyle="-", linewidth=0.5)
left.set_xlim(-1.6, 1.65)
left.set_ylim(-0.06, 1.3)
left.set_aspect("equal")
left.axis("off")
left.set_title("位置各加4，夹角不变")

distance = np.unique(np.round(np.logspace(0, np.log10(32768), 420)).astype(int))
for base, style in ((1e4, {"color": ACCENT, "linestyle": "-"}), (5e5, {"color": INK, "linestyle": "--"})):
    theta = base ** (-np.arange(64) / 64)
    right.plot(distance, np.cos(distance[:, None] * theta).mean(axis=1), linewidth=0.9, **style)
right.axhline(0, color=DARK, linestyle="-", linewidth=0.5)
right.text(260, 0.68, "$b=500000$", fontsize=8, ha="left", va="bottom")
right.text(4, 0.42, "$b=10000$", fontsize=8, ha="left", va="top")
right.set_xscale("log")
right.set_xlim(1, 32768)
right.set_ylim(-0.25, 1.0)
right.set_xticks([1, 10, 100, 1000, 10000], ["1", "10", "100", "1,000", "10,000"])
right.minorticks_off()
right.set_yticks([0, 0.5, 1.0])
right.set_xlabel("相对距离（token）")
right.set_ylabel("点积÷最大值")
save(figure, __file__)
