"""故障间隔、检查点间隔与有效训练时间。"""

from math import sqrt

FAULTS, DAYS, CARDS = 419, 54, 16384
mtbf = DAYS * 86400 / FAULTS  # 秒
card = mtbf * CARDS


def plan(save, restart, between=mtbf):
    step = sqrt(2 * save * between)
    parts = save / step, step / (2 * between), restart / between
    return step, parts, 1 - sum(parts)


def lost(save, restart, step):
    return save / step + step / (2 * mtbf) + restart / mtbf


numbers = {
    "mtbf": f"{mtbf / 3600:.1f}小时",
    "card": f"{card / 86400 / 365:.1f}年",
    "mtbf-1024": f"{card / 1024 / 3600:.0f}小时",
    "mtbf-100k": f"{card / 1e5 / 60:.0f}分钟",
}
for name, save, restart in (("a", 60, 600), ("b", 5, 600), ("c", 5, 180)):
    step, parts, good = plan(save, restart)
    numbers[f"{name}-step"] = f"{step / 60:.0f}分钟"
    numbers[f"{name}-save"] = f"{parts[0]:.1%}"
    numbers[f"{name}-back"] = f"{parts[1]:.1%}"
    numbers[f"{name}-restart"] = f"{parts[2]:.1%}"
    numbers[f"{name}-good"] = f"{good:.0%}"
numbers["hourly"] = f"{1 - lost(60, 600, 3600):.0%}"
numbers["often"] = f"{1 - lost(60, 600, 300):.0%}"
numbers["state"] = f"{14 * 405e9 / 1e12:.1f} TB"
# 数值检验：解出的间隔确是最小处
best = plan(60, 600)[0]
assert all(lost(60, 600, best) <= lost(60, 600, best * k) for k in (0.5, 0.9, 1.1, 2))
