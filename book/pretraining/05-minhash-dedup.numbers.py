"""MinHash-LSH 的曲线与代价。"""

from math import expm1, floor, log1p, log10, sqrt


def p(s, b, r):  # 1-(1-s^r)^b，小概率时不丢精度
    return -expm1(b * log1p(-(s**r)))


SETS = {"a": (14, 8), "b": (28, 4), "c": (7, 16), "d": (450, 20)}
numbers = {
    f"{key}-{round(100 * s)}": f"{p(s, b, r):.1%}"
    for key, (b, r) in SETS.items()
    for s in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85)
}
DOCS = 10**8
pairs = DOCS * (DOCS - 1) / 2
UP = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power(x):
    e = floor(log10(x))
    return f"{x / 10**e:.1f}×10{str(e).translate(UP)}"


kept, lost = 196 - 25, 25
assert pairs * p(0.1, 450, 20) < 0.1
numbers |= {
    "fw-60": f"{p(0.6, 14, 8):.1%}",
    "fw-75": f"{p(0.75, 14, 8):.1%}",
    "fw-85": f"{p(0.85, 14, 8):.1%}",
    "rw-60": f"{p(0.6, 450, 20):.1%}",
    "rw-80": f"{p(0.8, 450, 20):.1%}",
    "fw-random": f"{pairs * p(0.1, 14, 8) / 1e8:.1f}亿",
    "b-random": power(pairs * p(0.1, 28, 4)),
    "pairs": power(pairs),
    "edit-j": f"{kept / (kept + 2 * lost):.2f}",
    "sd-112": f"{sqrt(0.75 * 0.25 / 112):.3f}",
    "sd-9000": f"{sqrt(0.75 * 0.25 / 9000):.4f}",
    "disk-112": f"{DOCS * 112 * 8 / 1e9:.0f} GB",
    "disk-9000": f"{DOCS * 9000 * 8 / 1e12:.1f} TB",
    "wrong-80": "10" + str(round(log10(p(0.8, 20, 450)))).translate(UP),
    "wrong-99": f"{p(0.99, 20, 450):.1%}",
}
