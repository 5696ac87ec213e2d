"""AdamW 的时间尺度与一步衰减。"""

from math import exp, sqrt

lr, wd, batch, total = 3e-4, 0.1, 4e6, 2e12
span = 1 / (lr * wd)  # 步

numbers = {
    "span": f"{span:,.0f}",
    "span-tokens": f"{span * batch / 1e9:.0f}B",
    "span-share": f"{span * batch / total:.1%}",
    "rms": f"{sqrt(lr / (2 * wd)):.3f}",
}

# 小梯度一端：λθ 远大于 s 时，L2 的一步是 lr·sign(θ)，与 λ 无关
for strength in (0.1, 1.0):
    theta, s = 1.0, 1e-4
    move = strength * theta / sqrt(s * s + (strength * theta) ** 2)
    assert abs(move - 1) < 1e-5

# 大梯度一端：衰减率 lr·λ/s
numbers["fast"] = f"{exp(-1e-3 * 0.1 / 1 * 1000):.3f}"
numbers["slow"] = f"{exp(-1e-3 * 0.1 / 10 * 1000):.3f}"

# 稳态均方根：不计动量时按 θ ← (1-ηλ)θ - ηg/s 的方差递推，g/s 的方差为 1、各步独立
variance = 0.0
for _ in range(400_000):
    variance = (1 - lr * wd) ** 2 * variance + lr * lr
assert abs(sqrt(variance) / sqrt(lr / (2 * wd)) - 1) < 1e-3

# 加上动量 m ← βm + (1-β)g：θ、m 的二阶矩递推，稳态几乎不变
decay, beta = 1 - lr * wd, 0.9
tt = tm = mm = 0.0
for _ in range(400_000):
    mm_next = beta * beta * mm + (1 - beta) ** 2
    # θ' = decay·θ - lr·m'，m' = beta·m + (1-beta)·g，g 与旧的 θ、m 独立
    cross = beta * tm  # E[θ m']
    tt, tm, mm = (
        decay * decay * tt - 2 * decay * lr * cross + lr * lr * mm_next,
        decay * cross - lr * mm_next,
        mm_next,
    )
assert abs(sqrt(tt) / sqrt(lr / (2 * wd)) - 1) < 2e-3
