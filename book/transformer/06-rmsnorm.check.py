import math

import numpy as np

rng = np.random.default_rng(3)
d = 7
x = rng.standard_normal((5, d)) * 2 + 1
g = rng.standard_normal(d)
b = rng.standard_normal(d)
eps = 1e-5

# element by element, from the definitions
ln, rms = layer_norm(x, g, b, eps), rms_norm(x, g, eps)
for i, row in enumerate(x.tolist()):
    mu = sum(row) / d
    var = sum((v - mu) ** 2 for v in row) / d
    mean_square = math.fsum(v * v for v in row) / d
    assert abs(mean_square - (var + mu * mu)) < 1e-12
    for j, v in enumerate(row):
        assert abs(ln[i, j] - ((v - mu) / math.sqrt(var + eps) * g[j] + b[j])) < 1e-12
        assert abs(rms[i, j] - v / math.sqrt(mean_square + eps) * g[j]) < 1e-12

# without gain the output lies on the sphere of radius sqrt(d)
unit = rms_norm(x, np.ones(d), 0.0)
assert np.allclose(np.linalg.norm(unit, axis=1), math.sqrt(d))
# the variance is below 1 where the mean is not zero
assert (unit.var(axis=1) < 1).all()
# LayerNorm = a projection, then RMSNorm
projection = np.eye(d) - np.ones((d, d)) / d
assert np.allclose(layer_norm(x, g, b, eps), rms_norm(x @ projection, g, eps) + b)

# the backward pass against central differences
w = rng.standard_normal(x.shape)
dx, dg = rms_norm_backward(w, x, g, eps)
h = 1e-6
for i, j in np.ndindex(*x.shape):
    up, down = x.copy(), x.copy()
    up[i, j] += h
    down[i, j] -= h
    slope = ((rms_norm(up, g, eps) - rms_norm(down, g, eps)) * w).sum() / (2 * h)
    assert abs(slope - dx[i, j]) < 1e-6
for j in range(d):
    up, down = g.copy(), g.copy()
    up[j] += h
    down[j] -= h
    slope = ((rms_norm(x, up, eps) - rms_norm(x, down, eps)) * w).sum() / (2 * h)
    assert abs(slope - dg[j]) < 1e-6
# no gradient along x (up to eps)
dx, _ = rms_norm_backward(w, x, g, 0.0)
assert np.allclose((dx * x).sum(axis=1), 0, atol=1e-10)
