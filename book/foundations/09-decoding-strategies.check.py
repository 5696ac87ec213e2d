from itertools import combinations, product

rng = np.random.default_rng(3)
for trial in range(40):
    logits = 2 * rng.standard_normal(6)
    probs = [float(np.exp(v)) for v in logits]
    total = sum(probs)
    probs = [v / total for v in probs]

    # 温度：概率比取 1/T 次幂，名次不变
    for heat in (0.3, 0.7, 1.0, 2.0):
        q = next_dist(logits, T=heat)
        assert abs(q.sum() - 1) < 1e-12
        assert list(np.argsort(q)) == list(np.argsort(probs))
        for i, j in product(range(6), repeat=2):
            assert np.isclose(q[i] / q[j], (probs[i] / probs[j]) ** (1 / heat))

    # top-k：在所有 k 元子集中质量最大，内部比例不变
    for k in range(1, 7):
        q = next_dist(logits, k=k)
        kept = {i for i in range(6) if q[i] > 0}
        best = max(combinations(range(6), k), key=lambda s: sum(probs[i] for i in s))
        assert kept == set(best)
        mass = sum(probs[i] for i in best)
        assert all(np.isclose(q[i], probs[i] / mass) for i in kept)

    # top-p：质量够 p 的子集里个数最少，同样个数中质量最大
    for p in (0.1, 0.5, 0.75, 0.9, 0.99):
        q = next_dist(logits, p=p)
        kept = {i for i in range(6) if q[i] > 0}
        enough = [s for size in range(1, 7) for s in combinations(range(6), size) if sum(probs[i] for i in s) >= p]
        fewest = min(len(s) for s in enough)
        best = max((s for s in enough if len(s) == fewest), key=lambda s: sum(probs[i] for i in s))
        assert kept == set(best)

# 趋于零的温度就是取最大
assert np.argmax(z) == np.argmax(next_dist(z, T=0.01)) and next_dist(z, T=0.01).max() > 0.999

# 穷举全部序列：宽度 2 找到最优，贪心没有
every = {(a, b): NEXT[()][a] * NEXT[(a,)][b] for a in NEXT[()] for b in NEXT[(a,)]}
assert abs(sum(every.values()) - 1) < 1e-12
top = max(every, key=every.get)
assert beam(2)[0] == top and np.isclose(np.exp(beam(2)[1]), every[top])
assert beam(1)[0] != top
assert beam(9)[0] == top
