"""FP16、BF16、FP8 的格式，更新被舍掉的例子，FP8 缩放粒度的例子。"""

import numpy as np

formats = {  # 指数位、尾数位、最大值是否留给无穷
    "fp32": (8, 23), "fp16": (5, 10), "bf16": (8, 7), "e4m3": (4, 3), "e5m2": (5, 2),
}


def limits(name):
    e, f = formats[name]
    bias = 2 ** (e - 1) - 1
    if name == "e4m3":  # 没有无穷；最高指数只让出一个码给 NaN
        top = 2.0 ** (2**e - 1 - bias) * (2 - 2 * 2.0**-f)
    else:
        top = 2.0 ** (2**e - 2 - bias) * (2 - 2.0**-f)
    return top, 2.0 ** (1 - bias), 2.0 ** (1 - bias - f)


def short(x):
    digits, power = f"{x:.1e}".split("e")
    return f"{digits}e{int(power)}"


numbers = {}
for name, (_, f) in formats.items():
    top, normal, least = limits(name)
    numbers[f"{name}-max"] = f"{top:.0f}" if top < 1e6 else short(top)
    numbers[f"{name}-least"] = f"{least:.4f}" if least > 1e-3 else short(least)
    numbers[f"{name}-step"] = f"{2.0**-f:.3g}" if f < 20 else short(2.0**-f)
assert limits("fp16") == (65504.0, 2.0**-14, 2.0**-24)
assert float(np.finfo(np.float16).max) == 65504 and limits("e4m3")[0] == 448
assert limits("e5m2")[0] == 57344


def rounded(x, name):
    """就近舍入到该格式（含次正规数），超出范围取最大值。"""
    e, f = formats[name]
    top, normal, _ = limits(name)
    x = np.asarray(x, float)
    exponent = np.floor(np.log2(np.maximum(np.abs(x), normal)))
    step = 2.0 ** (exponent - f)
    return np.clip(np.round(x / step) * step, -top, top)


assert rounded(np.float64(1.0009), "fp16") == np.float16(1.0009)
w, update = 1.0, 1e-4
for name in ("fp16", "bf16", "fp32"):
    x = w
    for _ in range(1000):
        x = float(rounded(x + update, name))
    if name != "fp16":
        numbers[f"{name}-sum"] = f"{x:.4f}" if abs(x - 1) > 1e-9 else "1"
    assert (x == 1) == (name != "fp32")

# 梯度 1e-8：FP16 直接变 0；放大 2^16 倍之后可以表示
assert rounded(1e-8, "fp16") == 0
numbers["scaled"] = short(float(rounded(1e-8 * 2**16, "fp16")))

# FP8：4096 个标准正态数，其中一个是 1 万倍的离群值
rng = np.random.default_rng(0)
x = rng.standard_normal(4096)
x[100] = 1e4


def quantize(group):
    scale = 448 / np.abs(group).max(axis=-1, keepdims=True)
    return rounded(group * scale, "e4m3") / scale


keep = np.arange(4096) != 100
whole = quantize(x[None, :])[0]
tiles = quantize(x.reshape(-1, 128)).reshape(-1)


def error(y):
    return np.sqrt(np.mean((y[keep] - x[keep]) ** 2) / np.mean(x[keep] ** 2))


numbers["whole-error"] = f"{error(whole):.1%}"
numbers["tile-error"] = f"{error(tiles):.1%}"
x[100] = 1e5
whole = quantize(x[None, :])[0]
tiles = quantize(x.reshape(-1, 128)).reshape(-1)
numbers["whole5-error"] = f"{error(whole):.0%}"
numbers["tile5-error"] = f"{error(tiles):.1%}"
numbers["whole5-zero"] = f"{np.mean(whole[keep] == 0):.0%}"
numbers["tile5-zero"] = f"{np.mean(tiles[keep] == 0):.1%}"
