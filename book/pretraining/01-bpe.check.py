import random
import re as regex


# 另一种训练：在字节串的列表上直接数、直接换，不去重，不用编号
def train_plain(text, n):
    pieces = [[bytes([c]) for c in p.encode()] for p in SPLIT.findall(text)]
    order = {bytes([i]): i for i in range(256)}  # 只用来打破平局
    learnt = []
    for step in range(n):
        counts = {}
        for p in pieces:
            for i in range(len(p) - 1):
                counts[p[i], p[i + 1]] = counts.get((p[i], p[i + 1]), 0) + 1
        if not counts:
            break
        top = max(counts.values())
        a, b = max((k for k, v in counts.items() if v == top), key=lambda k: (order[k[0]], order[k[1]]))
        learnt.append((a, b))
        order.setdefault(a + b, 256 + step)
        for p in pieces:
            i = 0
            while i < len(p) - 1:
                if p[i] == a and p[i + 1] == b:
                    p[i : i + 2] = [a + b]
                i += 1
    return learnt


# 另一种编码：规则从头到尾逐条扫一遍
def encode_plain(text, learnt):
    out = []
    for piece in SPLIT.findall(text):
        p = [bytes([c]) for c in piece.encode()]
        for a, b in learnt:
            i = 0
            while i < len(p) - 1:
                if p[i] == a and p[i + 1] == b:
                    p[i : i + 2] = [a + b]
                i += 1
        out += p
    return out


learnt = train_plain(corpus, 16)
assert [table[i] for i in range(256, 256 + len(rules))] == [a + b for a, b in learnt]
assert [(table[a], table[b]) for a, b in rules] == learnt

chance = random.Random(7)
alphabet = "lowernstid 模型式猫é🙂\n\t."
for _ in range(300):
    text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(40)))
    assert "".join(SPLIT.findall(text)) == text
    ids = encode(text, rules)
    assert [table[i] for i in ids] == encode_plain(text, learnt)
    assert decode(ids, rules) == text
    assert len(ids) <= len(text.encode())

# 前k条规则就是更小的分词器
small = train(corpus, 7)
assert list(small.items()) == list(rules.items())[:7]

# 合并不跨片段；abc的两种切法
assert all(len(regex.findall(rb"\S \S", t)) == 0 for t in table.values())
assert [spell(toy)[i] for i in encode("abc", toy)] == [b"a", b"bc"]
assert 256 + 50000 + 1 == 50257
assert len("猫".encode()) == 3 == len(encode("猫", rules))
