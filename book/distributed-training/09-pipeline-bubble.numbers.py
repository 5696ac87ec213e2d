"""流水线调度的模拟：GPipe、1F1B、交错 1F1B 的总时长、空等与在途激活。"""


def orders(kind, p, m, v=1):
    """每张卡按次序执行的 (F 或 B, 微批, 段)；段 = 块号 × p + 卡号。"""
    if kind == "gpipe":
        return [
            [("F", k, d) for k in range(m)] + [("B", k, d) for k in range(m)] for d in range(p)
        ]
    total = m * v

    def piece(n, d, back):
        group, rest = divmod(n, p * v)
        chunk = rest // p
        if back:
            chunk = v - 1 - chunk
        return ("B" if back else "F", group * p + rest % p, chunk * p + d)

    lists = []
    for d in range(p):
        warm = p - 1 - d if v == 1 else 2 * (p - 1 - d) + (v - 1) * p
        warm = min(warm, total)
        line = [piece(n, d, False) for n in range(warm)]
        for n in range(total - warm):
            line += [piece(warm + n, d, False), piece(n, d, True)]
        line += [piece(n, d, True) for n in range(total - warm, total)]
        lists.append(line)
    return lists


def simulate(kind, p, m, v=1, forward=1.0, backward=2.0):
    """返回 (总时长, 每卡的 (开始, 结束, 种类, 微批, 段))。"""
    lists, last = orders(kind, p, m, v), p * v - 1
    ends, clock, place = {}, [0.0] * p, [0] * p
    runs = [[] for _ in range(p)]
    while any(place[d] < len(lists[d]) for d in range(p)):
        moved = False
        for d in range(p):
            while place[d] < len(lists[d]):
                what, k, s = lists[d][place[d]]
                if what == "F":
                    need = None if s == 0 else ("F", k, s - 1)
                else:
                    need = ("F", k, s) if s == last else ("B", k, s + 1)
                if need is not None and need not in ends:
                    break
                start = max(clock[d], 0.0 if need is None else ends[need])
                length = (forward if what == "F" else backward) / v
                clock[d] = ends[what, k, s] = start + length
                runs[d].append((start, start + length, what, k, s))
                place[d] += 1
                moved = True
        assert moved, "死锁"
    return max(clock), runs


def bubble(kind, p, m, v=1):
    total, runs = simulate(kind, p, m, v)
    busy = [sum(b - a for a, b, *_ in line) for line in runs]
    assert max(busy) - min(busy) < 1e-9
    return (total - busy[0]) / total, (total - busy[0]) / busy[0], total


def held(kind, p, m, v=1):
    """每卡同时留着激活的最多份数，以一整段（全部层的 1/p）为单位。"""
    most = []
    for line in simulate(kind, p, m, v)[1]:
        now = top = 0
        for *_, what, k, s in line:
            now += 1 if what == "F" else -1
            top = max(top, now)
        most.append(top / v)
    return most


P, M = 4, 8
for p, m, v in ((4, 8, 1), (4, 8, 2), (8, 32, 2), (8, 32, 4)):
    kind = "1f1b"
    share, ratio, _ = bubble(kind, p, m, v)
    assert abs(ratio - (p - 1) / (v * m)) < 1e-9
    assert abs(share - (p - 1) / (v * m + p - 1)) < 1e-9
    if v > 1:
        assert abs(held(kind, p, m, v)[0] - p * (1 + (p - 1) / (p * v))) < 1e-9
assert bubble("gpipe", P, M) == bubble("1f1b", P, M)

numbers = {}
for name, kind, v in (("gpipe", "gpipe", 1), ("one", "1f1b", 1), ("inter", "1f1b", 2)):
    share, _, total = bubble(kind, P, M, v)
    most = held(kind, P, M, v)
    numbers[f"{name}-share"] = f"{share:.1%}"
    numbers[f"{name}-total"] = f"{total:g}"
    numbers[f"{name}-first"] = f"{most[0]:g}"
    numbers[f"{name}-last"] = f"{most[-1]:g}"
for m in (8, 32, 128):
    for v in (1, 2, 4):
        numbers[f"s{m}-{v}"] = f"{bubble('1f1b', 8, m, v)[0]:.1%}"
numbers["need"] = f"{7 * 9}"  # p=8：气泡占比不超过一成要的微批数，(p-1)/(m+p-1)=0.1
assert abs(7 / (63 + 7) - 0.1) < 1e-12
numbers["extra"] = f"{(4 - 1) / (4 * 2):.1%}"
F, W = 1, 1  # 前向、反向求输入梯度、反向求权重梯度各 1
B = 2
numbers["plain-gap"] = f"{7 * (F + B)}"
numbers["zb-gap"] = f"{7 * (F + B - 2 * W)}"
