import cmath
import math

import numpy as np

rng = np.random.default_rng(5)


def rotation(m, d, base):
    """The whole block-diagonal matrix, written out."""
    out = np.zeros((d, d))
    for i in range(d // 2):
        t = m / base ** (2 * i / d)
        out[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = [
            [math.cos(t), -math.sin(t)],
            [math.sin(t), math.cos(t)],
        ]
    return out


for d, base in ((2, 10000.0), (8, 10000.0), (64, 500000.0)):
    x = rng.standard_normal((7, d))
    pos = np.array([0.0, 1.0, 2.0, 17.0, 300.0, 2047.0, 4096.0])
    got = rope(x, pos, base)
    for row, m in enumerate(pos):
        assert np.allclose(got[row], rotation(m, d, base) @ x[row], atol=1e-9)
    # complex numbers: each pair is multiplied by exp(i m theta)
    for row, m in enumerate(pos):
        for i in range(d // 2):
            z = complex(x[row, 2 * i], x[row, 2 * i + 1]) * cmath.exp(1j * m * base ** (-2 * i / d))
            assert abs(complex(got[row, 2 * i], got[row, 2 * i + 1]) - z) < 1e-9
    # the relative property, with the matrix of the difference only
    a, b = rng.standard_normal((2, d))
    for m, n in ((3, 1), (1, 3), (100, 95), (2000, 1995)):
        left = rope(a[None], np.array([float(m)]), base) @ rope(b[None], np.array([float(n)]), base).T
        assert abs(left.item() - a @ rotation(n - m, d, base) @ b) < 1e-9
    # the other layout gives the same scores after the same permutation of q and k
    perm = [*range(0, d, 2), *range(1, d, 2)]
    half = rope_half(a[None][:, perm], np.array([9.0]), base) @ rope_half(b[None][:, perm], np.array([4.0]), base).T
    assert abs(half.item() - a @ rotation(-5, d, base) @ b) < 1e-9
# direction matters: the score at +5 is not the score at -5
assert abs(score(50, 45) - score(45, 50)) > 1e-3
