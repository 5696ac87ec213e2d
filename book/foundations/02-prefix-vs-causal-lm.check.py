"""逐格按定义核对代码块里的掩码，并验证“改后面的词，前面的表示变不变”。"""

for total in range(1, 8):
    for cut in range(0, total + 1):
        made = visible(cut, total)
        for query in range(total):
            for key in range(total):
                sees = key <= query or (query < cut and key < cut)
                assert made[query, key] == int(sees), (cut, total, query, key)
    assert (visible(0, total) == visible(1, total)).all()


def attend(values, mask):
    scores = values @ values.T
    weights = np.where(mask == 1, np.exp(scores - scores.max()), 0.0)
    return (weights / weights.sum(axis=1, keepdims=True)) @ values


random = np.random.default_rng(0)
first = random.normal(size=(5, 4))
second = first.copy()
second[2] = random.normal(size=4)
assert np.allclose(attend(first, visible(0, 5))[:2], attend(second, visible(0, 5))[:2])
assert not np.allclose(attend(first, visible(3, 5))[:2], attend(second, visible(3, 5))[:2])
