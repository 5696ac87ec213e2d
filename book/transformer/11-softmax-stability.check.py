from decimal import Decimal, getcontext
from itertools import permutations

import numpy as np

# 用 60 位十进制按定义计算，不减最大值
getcontext().prec = 60


def exact(xs):
    e = [Decimal(float(v)).exp() for v in xs]
    total = sum(e)
    return [v / total for v in e], total.ln()


rng = np.random.default_rng(3)
for n, scale in ((1, 1.0), (2, 500.0), (7, 3.0), (40, 100.0), (25, 1e4)):
    xs = rng.normal(0, scale, n)
    want, lse = exact(xs)
    got = softmax(xs)
    state = online(xs)
    for w, g, logp in zip(want, got, log_softmax(xs)):
        assert abs(float(w) - g) < 1e-12
        assert abs(float(w.ln()) - logp) < 1e-9 * max(1.0, scale)
    assert abs(float(lse) - (state[0] + np.log(state[1]))) < 1e-9 * max(1.0, scale)
    assert 1.0 <= state[1] <= n and state[0] == max(xs)

# 合并与次序、分法无关，空段与全掩码段是单位元
pieces = [online(p) for p in (xs[:3], xs[3:4], xs[4:11], xs[11:])]
for order in permutations(pieces):
    total = (-np.inf, 0.0)
    for piece in order:
        total = merge(total, piece)
    assert np.allclose(total, online(xs), rtol=1e-12)
assert merge(online([]), online([-np.inf])) == (-np.inf, 0.0)
assert merge(online([]), (2.5, 3.0)) == (2.5, 3.0)

# 平移不变；多维沿最后一维
block = rng.normal(size=(4, 5))
assert np.allclose(softmax(block), softmax(block + 7e3), atol=1e-9)
assert np.allclose(softmax(block).sum(axis=-1), 1)

# 溢出的门槛：门槛之下有限，之上无穷
with np.errstate(over="ignore"):
    assert np.isfinite(np.exp(np.float32(88.72))) and np.isinf(np.exp(np.float32(88.73)))
    assert np.isfinite(np.exp(np.float16(11.08))) and np.isinf(np.exp(np.float16(11.1)))
