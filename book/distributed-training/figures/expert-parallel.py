"""专家并行的两次 all-to-all：四张卡各一个专家，每卡四个 token，top-1，容量因子 1。"""

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, blank, box, save

CARDS, TOKENS, CAPACITY = 4, 4, 4
choice = [[1, 0, 1, 2], [1, 3, 1, 0], [2, 1, 3, 1], [0, 1, 2, 0]]  # choice[卡][token] = 专家
faces = [(PAPER, INK), (LIGHT, INK), (MIDDLE, INK), (DARK, PAPER)]
boxes = [[] for _ in range(CARDS)]
lost = []
for card in range(CARDS):
    for token in range(TOKENS):
        expert = choice[card][token]
        if len(boxes[expert]) < CAPACITY:
            boxes[expert].append((card, token))
        else:
            lost.append((card, token))

figure, axes = blank(190)
size, row, top = 16, 33, 126
xs = (30, 152, 290)
ys = [top - k * row for k in range(CARDS)]


def place(x, slot):
    return x + slot * (size + 1)


def tile(x, y, card, token, **more):
    face, ink = faces[card]
    box(axes, x, y, size, size, "abcd"[card] + str(token + 1),
        **({"facecolor": face, "ink": ink, "fontsize": 7.5, "linewidth": 0.5} | more))


for x, words in zip(xs, ("各卡的token", "专家收到的token", "送回原卡，残差相加")):
    axes.text(x + 2 * (size + 1), top + 34, words, ha="center", va="center", fontsize=8)
for card in range(CARDS):
    y = ys[card]
    axes.text(xs[0] - 5, y + size / 2, f"卡{card}", ha="right", va="center_baseline", fontsize=7.5)
    axes.text(xs[1] - 4, y + size / 2, f"专家{card}", ha="right", va="center_baseline", fontsize=7.5)
    for token in range(TOKENS):
        tile(place(xs[0], token), y, card, token)
        gone = (card, token) in lost
        more = {"linestyle": (0, (2, 1.5)), "facecolor": PAPER, "ink": DARK} if gone else {}
        tile(place(xs[2], token), y, card, token, **more)
    for slot in range(CAPACITY):
        if slot < len(boxes[card]):
            tile(place(xs[1], slot), y, *boxes[card][slot])
        else:
            box(axes, place(xs[1], slot), y, size, size, "空", ink=DARK, fontsize=7.5,
                edgecolor=DARK, linestyle=(0, (2, 1.5)), linewidth=0.5)
right1, left2 = xs[0] + 4 * (size + 1) + 1, xs[1] - 29
right2, left3 = xs[1] + 4 * (size + 1) + 1, xs[2] - 5
for a in range(CARDS):
    for b in range(CARDS):
        n = sum(1 for c, _ in boxes[b] if c == a)
        if n:
            axes.plot([right1, left2], [ys[a] + size / 2, ys[b] + size / 2], color=ACCENT, linewidth=0.5 + 0.5 * n, linestyle="-")
            axes.plot([right2, left3], [ys[b] + size / 2, ys[a] + size / 2], color=ACCENT, linewidth=0.5 + 0.5 * n, linestyle="-")
for a, b, words in ((right1, left2, "分发"), (right2, left3, "汇合")):
    axes.text((a + b) / 2, top + 34, words, ha="center", va="center", fontsize=8, fontweight="bold")
    axes.text((a + b) / 2, top + 23, "all-to-all", ha="center", va="center", fontsize=7.5)
counts = [sum(e == k for line in choice for e in line) for k in range(CARDS)]
names = "、".join("abcd"[c] + str(t + 1) for c, t in lost)
axes.text(189, 12, f"选中专家0～3的token有{'、'.join(map(str, counts))}个，容量为4：{names}溢出（虚线框），只走残差；"
          f"专家2、3有空位",
          ha="center", va="center", fontsize=7.5)
save(figure, __file__)
