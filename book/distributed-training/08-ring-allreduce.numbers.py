"""环形 all-reduce：模拟每张卡发送的块数，与时间模型。"""


def simulate(n):
    """n 张卡、n 块。返回每张卡发送的块数；最后每块都含全部 n 份。"""
    have = [[{card} for _ in range(n)] for card in range(n)]  # have[卡][块] = 已加进来的卡
    sent = [0] * n
    for step in range(n - 1):  # reduce-scatter
        moves = [(card, (card - step) % n) for card in range(n)]
        data = {card: set(have[card][block]) for card, block in moves}
        for card, block in moves:
            have[(card + 1) % n][block] |= data[card]
            sent[card] += 1
    for step in range(n - 1):  # all-gather
        moves = [(card, (card + 1 - step) % n) for card in range(n)]
        data = {card: set(have[card][block]) for card, block in moves}
        for card, block in moves:
            have[(card + 1) % n][block] = data[card]
            sent[card] += 1
    assert all(len(block) == n for card in have for block in card)
    return sent


for n in (2, 4, 7):
    assert simulate(n) == [2 * (n - 1)] * n

BAND, ALPHA = 50e9, 5e-6
GRADIENTS = 2 * 6_738_415_616


def parts(n, size):
    return 2 * (n - 1) * ALPHA, 2 * (n - 1) / n * size / BAND


def time(x):
    return f"{x:.2f}秒" if x >= 0.1 else f"{x * 1e3:.1f}毫秒" if x >= 1e-3 else f"{x * 1e6:.0f}微秒"


def share(x):
    return "不到1%" if x < 0.01 else "99%以上" if x > 0.99 else f"{x:.0%}"


numbers = {
    "gradients": f"{GRADIENTS / 1e9:.2f} GB",
    "naive": f"{7 * GRADIENTS / 1e9:.1f} GB",
    "ring-8": f"{2 * 7 / 8 * GRADIENTS / 1e9:.1f} GB",
    "factor-2": f"{2 * 1 / 2:.2f}",
    "factor-8": f"{2 * 7 / 8:.2f}",
    "factor-64": f"{2 * 63 / 64:.2f}",
    "factor-1024": f"{2 * 1023 / 1024:.3f}",
}
for n in (8, 64, 1024):
    for name, size in (("big", GRADIENTS), ("mid", 32 * 2**20), ("small", 32 * 2**10)):
        delay, flow = parts(n, size)
        numbers[f"{name}-{n}"] = time(delay + flow)
        numbers[f"{name}-{n}-share"] = share(delay / (delay + flow))
    if n != 64:
        numbers[f"even-{n}"] = f"{ALPHA * n * BAND / 1e6:.0f} MB"
busbw = GRADIENTS / sum(parts(8, GRADIENTS)) * 2 * 7 / 8 / 1e9
numbers["algbw"] = f"{GRADIENTS / sum(parts(8, GRADIENTS)) / 1e9:.1f} GB/s"
numbers["busbw"] = f"{busbw:.1f} GB/s"
numbers["tree-1024"] = time(2 * 10 * ALPHA)
numbers["ring-delay-1024"] = time(parts(1024, 0)[0])
