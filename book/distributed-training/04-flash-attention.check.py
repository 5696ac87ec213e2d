import numpy as np

rng = np.random.default_rng(7)


def plain(Q, K, V, causal=False):
    """Softmax attention written out whole, row by row."""
    n, d = Q.shape
    out = np.zeros((n, V.shape[1]))
    lse = np.zeros(n)
    for i in range(n):
        keys = i + 1 if causal else n
        row = np.array([np.dot(Q[i], K[j]) / d**0.5 for j in range(keys)])
        top = row.max()
        weights = np.exp(row - top)
        lse[i] = top + np.log(weights.sum())
        out[i] = sum(w * V[j] for j, w in enumerate(weights / weights.sum()))
    return out, lse


# exact for any tile size, also where the tiles do not divide the length, and with large scores
for n, d, br, bc, size in ((1, 4, 8, 8, 1.0), (37, 8, 5, 7, 1.0), (64, 16, 64, 1, 3.0), (50, 4, 16, 64, 40.0)):
    q, k, v = (size * rng.standard_normal((n, d)) for _ in range(3))
    for causal in (False, True):
        want, want_lse = plain(q, k, v, causal)
        got, got_lse = flash_forward(q, k, v, Br=br, Bc=bc, causal=causal)
        assert np.allclose(got, want, rtol=1e-10, atol=1e-10), (n, d, br, bc, causal)
        assert np.allclose(got_lse, want_lse, rtol=1e-12)

# the backward pass against central differences of a scalar loss
n, d = 9, 3
q, k, v = (rng.standard_normal((n, d)) for _ in range(3))
weight = rng.standard_normal((n, d))
o, l = flash_forward(q, k, v, Br=4, Bc=2)
grads = flash_backward(q, k, v, o, l, weight, Br=2, Bc=4)
step = 1e-5
for which, grad in enumerate(grads):
    for index in np.ndindex(n, d):
        ends = []
        for sign in (1, -1):
            moved = [x.copy() for x in (q, k, v)]
            moved[which][index] += sign * step
            ends.append((plain(*moved)[0] * weight).sum())
        assert abs((ends[0] - ends[1]) / (2 * step) - grad[index]) < 1e-7, (which, index)
