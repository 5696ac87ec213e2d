from fractions import Fraction as F
from itertools import product

# 1. the law of one position, in exact fractions: accepted mass + rejected mass × residual = p
tables = [
    ([F(1, 2), F(3, 10), F(1, 5)], [F(1, 5), F(7, 10), F(1, 10)]),
    ([F(1, 4)] * 4, [F(1), F(0), F(0), F(0)]),
    ([F(0), F(1, 3), F(2, 3)], [F(1, 2), F(1, 4), F(1, 4)]),
]
for target, draft in tables:
    law = [F(0)] * len(target)
    left = F(0)
    for x, d in enumerate(draft):
        if d:
            accept = min(F(1), target[x] / d)
            law[x] += d * accept
            left += d * (1 - accept)
    extra = residual(np.array([float(t) for t in target]), np.array([float(d) for d in draft]))
    got = [float(m) + float(left) * e for m, e in zip(law, extra)]
    assert np.allclose(got, [float(t) for t in target], atol=1e-12)

# 2. whole sequences under models that depend on the context, against the chain rule
source = np.random.default_rng(11)
for gamma in (1, 3):
    target = source.dirichlet(np.ones(3), size=3)
    draft = source.dirichlet(np.ones(3), size=3)
    trials, seen = 6000, {}
    for _ in range(trials):
        word = tuple(generate(1, 3, target, draft, gamma, source))
        seen[word] = seen.get(word, 0) + 1
    chi = 0.0
    for word in product(range(3), repeat=3):
        mass, last = 1.0, 1
        for token in word:
            mass *= target[last, token]
            last = token
        chi += (seen.get(word, 0) - trials * mass) ** 2 / (trials * mass)
    assert chi < 60, chi  # 26 degrees of freedom: exceeded with probability 2e-4

# 3. the number of tokens of a round: its whole distribution is that of a stopped run of successes
gamma, alpha, trials = 3, 0.6, 6000
size = [len(one_round(0, P, Q, gamma, source)) for _ in range(trials)]
for k in range(1, gamma + 2):
    expected = alpha ** (k - 1) * (1 - alpha) if k <= gamma else alpha**gamma
    assert abs(size.count(k) / trials - expected) < 0.03, (k, size.count(k) / trials, expected)
mean = sum(k * (alpha ** (k - 1) * (1 - alpha) if k <= gamma else alpha**gamma) for k in range(1, gamma + 2))
assert abs(mean - (1 - alpha ** (gamma + 1)) / (1 - alpha)) < 1e-12

# 4. the wrong rule (draw again from p) really gives another law
bad = np.minimum(p0, q0) + (1 - np.minimum(p0, q0).sum()) * p0
assert not np.allclose(bad, p0) and np.allclose(bad, [0.40, 0.42, 0.18])
