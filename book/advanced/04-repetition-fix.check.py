import math
import random

import numpy as np

random.seed(20)


def softmax(values):
    top = max(values)
    weights = [math.exp(value - top) for value in values]
    return [weight / sum(weights) for weight in weights]


for _ in range(200):
    size = random.randint(3, 12)
    z = [random.gauss(0, 3) for _ in range(size)]
    seen = [random.randrange(size) for _ in range(random.randint(4, 30))]
    theta, presence, frequency = random.uniform(1.01, 2), random.random(), random.random()

    # the multiplicative penalty: never raises a seen token, leaves the others, counts once
    got = repetition_penalty(np.array(z), np.array(seen), theta)
    for token in range(size):
        if token not in seen:
            assert got[token] == z[token]
        else:
            ratio = got[token] / z[token]
            assert got[token] < z[token]
            assert math.isclose(ratio, 1 / theta if z[token] > 0 else theta)
    assert np.array_equal(got, repetition_penalty(np.array(z), np.array(seen * 3), theta))

    # the subtractive penalties: odds of two tokens change by exp(difference of what is taken off)
    got = presence_frequency(np.array(z), np.array(seen), presence, frequency)
    before, after = softmax(z), softmax(list(got))
    taken = [presence * (token in seen) + frequency * seen.count(token) for token in range(size)]
    for a in range(size):
        for b in range(size):
            odds = after[a] / after[b] / (before[a] / before[b])
            assert math.isclose(odds, math.exp(taken[b] - taken[a]), rel_tol=1e-9)

    # a shift of all logits does not matter to the subtraction, but does to the product
    shifted = presence_frequency(np.array(z) + 10, np.array(seen), presence, frequency)
    assert np.allclose(softmax(list(shifted)), after)
    if 0 < len(set(seen)) < size:
        one = softmax(list(repetition_penalty(np.array(z), np.array(seen), theta)))
        two = softmax(list(repetition_penalty(np.array(z) + 10, np.array(seen), theta)))
        assert not np.allclose(one, two)

    # a token is banned exactly when it would complete an n-gram that is already there
    for n in (1, 2, 3, 4):
        got = no_repeat_ngram(np.array(z), np.array(seen), n)
        text = [tuple(seen[i : i + n]) for i in range(len(seen) - n + 1)]
        for token in range(size):
            new = tuple((seen + [token])[-n:])
            assert np.isneginf(got[token]) == (new in text), (seen, n, token)
            assert np.isneginf(got[token]) or got[token] == z[token]

# in CTRL's own form, dividing whatever the sign, a negative logit would rise
assert -1.0 / 1.2 > -1.0

# the toy: only the untouched model never ends, and the ban keeps its promise
texts = {name: greedy(fix, 40) for name, fix in fixes.items()}
assert [name for name, text in texts.items() if not text.endswith("4")] == ["原样"]
ban = texts["禁三元"]
assert len({ban[i : i + 3] for i in range(len(ban) - 2)}) == len(ban) - 2
