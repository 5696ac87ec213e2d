import itertools
import json
import math

# every token path the index allows, followed to the end, is legal JSON; and nothing legal is missing
texts = set()
stack = [("", ())]
while stack:
    state, path = stack.pop()
    for token, after in index[state].items():
        if token == "<结束>":
            texts.add(path)
            assert json.loads("".join(path)) in ({"ok": True}, {"ok": False})
        else:
            stack.append((after, path + (token,)))
words = [t for t in VOCAB if t != "<结束>"]
segmentations = {
    path
    for n in range(1, 7)
    for path in itertools.product([w for w in words if any(w in s for s in LEGAL)], repeat=n)
    if "".join(path) in LEGAL
}
assert texts == segmentations
assert len(texts) == 4

# the probabilities, by plain arithmetic
for state, logits in LOGITS.items():
    total = sum(math.exp(logits.get(t, -2.0)) for t in VOCAB)
    legal = sum(math.exp(logits.get(t, -2.0)) for t in index[state])
    for token in VOCAB:
        weight = math.exp(logits.get(token, -2.0))
        assert math.isclose(probabilities(state, False)[token], weight / total)
        want = weight / legal if token in index[state] else 0.0
        assert math.isclose(probabilities(state, True)[token], want)

# the mask keeps the odds between what it allows
free, kept = (probabilities('{"ok":', m) for m in (False, True))
assert math.isclose(free["true"] / free["false"], kept["true"] / kept["false"])
