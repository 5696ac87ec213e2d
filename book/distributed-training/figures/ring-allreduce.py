"""四张卡的环形 all-reduce：每一步之后，各卡各块里已加进来的份数（由模拟得到）。"""

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, PAPER, blank, box, save

N, CELL = 4, 12.0
have = [[{c} for _ in range(N)] for c in range(N)]
frames, moves_of = [[[len(b) for b in card] for card in have]], []
for phase in (0, 1):
    for step in range(N - 1):
        moves = [(c, (c + phase - step) % N) for c in range(N)]
        data = {c: set(have[c][b]) for c, b in moves}
        for c, b in moves:
            target = have[(c + 1) % N]
            target[b] = data[c] if phase else target[b] | data[c]
        frames.append([[len(b) for b in card] for card in have])
        moves_of.append({((c + 1) % N, b) for c, b in moves})
assert all(x == N for card in frames[-1] for x in card)

figure, axes = blank(140)
faces = {1: PAPER, 2: LIGHT, 3: MIDDLE, 4: ACCENT}
pitch, left, base = 51.5, 15, 36
for f, frame in enumerate(frames):
    x0 = left + f * pitch
    for card in range(N):
        for block in range(N):
            count = frame[card][block]
            fresh = f > 0 and (card, block) in moves_of[f - 1]
            box(axes, x0 + card * CELL, base + (N - 1 - block) * CELL, CELL, CELL, str(count),
                facecolor=faces[count], ink=PAPER if count == 4 else INK, fontsize=7.5,
                edgecolor=DARK, linewidth=0.4, weight="bold" if fresh else "normal")
    for card in range(N):
        for block in range(N):
            if f > 0 and (card, block) in moves_of[f - 1]:
                box(axes, x0 + card * CELL, base + (N - 1 - block) * CELL, CELL, CELL,
                    facecolor="none", linewidth=1.5)
        axes.text(x0 + (card + 0.5) * CELL, base - 6, str(card), ha="center", va="center", fontsize=7.5)
    axes.text(x0 + 2 * CELL, base + N * CELL + 9, "开始" if f == 0 else f"第{f}步", ha="center", va="center", fontsize=8)
for block in range(N):
    axes.text(left - 3, base + (N - 1 - block + 0.5) * CELL, "abcd"[block], ha="right", va="center_baseline", fontsize=7.5)
axes.text(left - 3, base - 6, "卡", ha="right", va="center", fontsize=7.5)
y = base + N * CELL + 26
for first, last, words in ((1, 3, "reduce-scatter：收到就相加"), (4, 6, "all-gather：收到就覆盖")):
    a, b = left + first * pitch, left + last * pitch + N * CELL
    axes.plot([a, a, b, b], [y - 4, y, y, y - 4], color=INK, linewidth=0.7, linestyle="-")
    axes.text((a + b) / 2, y + 10, words, ha="center", va="center", fontsize=8)
axes.text(189, 10, "格中数字：这块已加进几张卡的数据。粗框：本步从左邻的卡收到的块（卡0的左邻是卡3）",
          ha="center", va="center", fontsize=7.5)
save(figure, __file__)
