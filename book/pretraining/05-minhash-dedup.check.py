import math
import random

# 真正的随机排列上，最小元素相同的比例等于 Jaccard
chance = random.Random(5)
one, two = set(range(60)) | set(range(100, 110)), set(range(60)) | set(range(200, 210))
universe = sorted(one | two)
agree = 0
for _ in range(4000):
    rank = {x: i for i, x in enumerate(chance.sample(universe, len(universe)))}
    agree += min(one, key=rank.get) == min(two, key=rank.get)
assert abs(agree / 4000 - 0.75) < 0.03

# 曲线：逐桶、逐行展开二项式核对
for b, r in ((14, 8), (28, 4), (450, 20)):
    for s in (0.3, 0.6, 0.75, 0.9):
        miss = 1.0
        for _ in range(b):
            miss *= 1 - math.prod([s] * r)
        assert abs(curve(s, b, r) - (1 - miss)) < 1e-9
for s, want in ((0.7, 0.56), (0.75, 0.77), (0.8, 0.92), (0.85, 0.988)):
    assert abs(curve(s) - want) < 0.006
assert curve(0.8, 20, 450) == 0.0 and curve(0.8, 450, 20) > 0.99

# 签名：用 Python 整数重算，且与集合的次序无关
items = sorted(shingles(docs[0]))
mul, add = [int(v) for v in MUL[:, 0]], [int(v) for v in ADD[:, 0]]
slow = [min((a * number(x) + c) % P for x in items) for a, c in zip(mul, add)]
assert slow == [int(v) for v in signature(items)] == [int(v) for v in signature(items[::-1])]
assert math.isqrt(P) ** 2 != P and all(P % q for q in range(2, 46341))

# 改一个词毁掉5个5-gram；散开改19个词毁掉95个（末尾一处少几个）
n = len(items)
assert n == 196
assert len(shingles(docs[0]) & shingles(docs[1])) == n - 5
assert len(shingles(docs[0]) & shingles(docs[2])) == n - 95
assert dedup(docs)[:2] == [0, 0] and dedup(docs)[3] == 3
assert dedup([docs[3], docs[0], docs[3], docs[1]]) == [0, 1, 0, 1]
assert abs(hits / trials - curve(0.75)) < 4 * math.sqrt(0.75 * 0.25 / trials)
