import math

# a scalar Adam written from the definition, one coordinate at a time,
# with the moments as explicit weighted sums over the history
def slow(grads_of, theta, steps, lr, wd, b1, b2, eps, decoupled):
    history = []
    for t in range(1, steps + 1):
        g = grads_of(theta, t)
        if not decoupled:
            g += wd * theta
        history.append(g)
        w1 = [b1 ** (t - k) for k in range(1, t + 1)]
        w2 = [b2 ** (t - k) for k in range(1, t + 1)]
        mean = sum(w * h for w, h in zip(w1, history)) / sum(w1)
        square = sum(w * h * h for w, h in zip(w2, history)) / sum(w2)
        if decoupled:  # the order of PyTorch: shrink first, then step
            theta *= 1 - lr * wd
        theta -= lr * mean / (math.sqrt(square) + eps)
    return theta


rng = np.random.default_rng(0)
noise_table = rng.standard_normal((60, 3)) * np.array([0.01, 1.0, 5.0])
pull = lambda th, t: (th - 0.3) * np.array([1.0, 0.1, 2.0]) + noise_table[t - 1]
for decoupled in (True, False):
    got = adam(pull, [1.0, -0.5, 2.0], 60, lr=1e-2, wd=0.2, decoupled=decoupled)
    for i, start_at in enumerate((1.0, -0.5, 2.0)):
        one = lambda th, t, i=i: (th - 0.3) * (1.0, 0.1, 2.0)[i] + float(noise_table[t - 1, i])
        want = slow(one, start_at, 60, 1e-2, 0.2, 0.9, 0.999, 1e-8, decoupled)
        assert abs(got[i] - want) < 1e-9, (decoupled, i, got[i], want)

# large gradients: L2 inside Adam shrinks at the rate lr·wd/s
assert abs(l2[2] - math.exp(-1e-3 * 0.1 * 1000 / 1)) < 5e-3
assert abs(l2[3] - math.exp(-1e-3 * 0.1 * 1000 / 10)) < 5e-3
# AdamW shrinks all alike
assert np.allclose(w, (1 - 1e-4) ** 1000, atol=2e-3)
assert l2[0] < l2[1] < l2[2] < l2[3]

# for SGD the two are the same, step by step
theta_l2 = theta_wd = 1.7
for t in range(50):
    g = math.sin(t)
    theta_l2 -= 0.05 * (g + 0.2 * theta_l2)
    theta_wd = (1 - 0.05 * 0.2) * theta_wd - 0.05 * g
assert abs(theta_l2 - theta_wd) < 1e-12
