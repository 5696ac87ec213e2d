"""MoE 的偏置法：左，选择用加偏置的分数，加权用原始分数；右，模拟最忙专家的负载。"""

import numpy as np
from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, arrow, box, canvas, save

figure, (left, right) = canvas(186, columns=2, gridspec_kw={"width_ratios": [1.02, 1]})

# 左：一个 token，四个专家，k = 2
left.set_xlim(0, 190)
left.set_ylim(0, 176)
left.axis("off")
scores = [0.60, 0.30, 0.50, 0.20]
biases = [-0.25, 0.15, 0.00, 0.10]
sums = [s + b for s, b in zip(scores, biases)]
chosen = sorted(range(4), key=lambda i: -sums[i])[:2]
total = sum(scores[i] for i in chosen)
rows = [("得分 $s_i$", [f"{s:.2f}" for s in scores], 132),
        ("偏置 $b_i$", [f"{b:+.2f}".replace("-", "−") if b else "0" for b in biases], 106),
        ("选择看和", [f"{v:.2f}" for v in sums], 80)]
wide, start, gap = 32, 50, 35
for i in range(4):
    left.text(start + i * gap + wide / 2, 161, f"专家{i + 1}", ha="center", va="center", fontsize=7.5)
for name, values, y in rows:
    left.text(44, y + 9, name, ha="right", va="center", fontsize=7.5)
    for i, value in enumerate(values):
        picked = name == "选择看和" and i in chosen
        box(left, start + i * gap, y, wide, 18, value, fontsize=7.5,
            facecolor=LIGHT if picked else "#ffffff", linewidth=1.2 if picked else 0.5,
            edgecolor=INK if picked else MIDDLE, weight="bold" if picked else "normal")
left.text(44, 39, "权重看 $s_i$", ha="right", va="center", fontsize=7.5)
for i in range(4):
    x = start + i * gap
    if i in chosen:
        arrow(left, (x + wide / 2, 79), (x + wide / 2, 49))
        box(left, x, 30, wide, 18, f"{scores[i] / total:.3f}", fontsize=7.5, edgecolor=ACCENT, linewidth=1.0)
    else:
        left.text(x + wide / 2, 39, "不选", ha="center", va="center", fontsize=7.5, color=DARK)
left.text(start + 70, 12, "专家1过热，偏置为负，让位给专家2", ha="center", va="center", fontsize=7.5)

# 右：路由器固定且带偏好，每步抽新的 token
EXPERTS, TOKENS, K, STEPS = 64, 4096, 2, 400
prefer = np.random.default_rng(1).normal(0, 0.7, EXPERTS)


def simulate(step):
    rng = np.random.default_rng(2)
    bias, busy = np.zeros(EXPERTS), []
    for _ in range(STEPS):
        s = 1 / (1 + np.exp(-(prefer + rng.normal(size=(TOKENS, EXPERTS)))))
        picked = np.argpartition(-(s + bias), K, axis=1)[:, :K]
        load = np.bincount(picked.ravel(), minlength=EXPERTS)
        busy.append(load.max() / load.mean())
        bias += step * np.sign(load.mean() - load)
    return busy


for step, style, colour, width in ((0.0, ":", DARK, 1.2), (0.001, "--", INK, 1.0), (0.01, "-", ACCENT, 0.9)):
    right.plot(range(0, STEPS, 2), simulate(step)[::2], linestyle=style, color=colour, linewidth=width,
               label="不加偏置" if step == 0 else f"步长 $u={step}$")
right.axhline(1, color=MIDDLE, linewidth=0.6)
right.set_xlim(0, STEPS)
right.set_ylim(0.5, None)
right.set_xlabel("步")
right.set_title("最忙专家的负载 ÷ 平均负载", fontsize=8)
right.legend(loc="center right", bbox_to_anchor=(1.0, 0.62))
save(figure, __file__)
