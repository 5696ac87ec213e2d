"""点积缩放前后，softmax 的集中程度与能传回的梯度。"""

import numpy as np

rng = np.random.default_rng(0)
KEYS, TRIALS = 64, 4000
numbers = {}
for width in (16, 64, 128, 256):
    rows = {"raw-": [], "": []}
    for _ in range(TRIALS):
        scores = rng.standard_normal((KEYS, width)) @ rng.standard_normal(width)
        for name, scale in (("raw-", 1.0), ("", width**-0.5)):
            weights = np.exp((scores - scores.max()) * scale)
            rows[name].append(weights / weights.sum())
    numbers[f"std-{width}"] = f"{width**0.5:.1f}"
    for name, drawn in rows.items():
        weights = np.array(drawn)
        trace = 1 - (weights**2).sum(axis=1)
        numbers[f"max-{name}{width}"] = f"{weights.max(axis=1).mean():.2f}"
        numbers[f"trace-{name}{width}"] = f"{trace.mean():.2f}"
        numbers[f"median-{name}{width}"] = f"{np.median(trace):.2f}"
numbers["over"] = f"{128**-0.5:.3f}"
numbers["heads-root"] = f"{(4096 / 128) ** 0.5:.1f}"
used = {"max-raw-", "trace-raw-", "max-", "trace-", "std-"}
numbers = {
    key: value
    for key, value in numbers.items()
    if key in ("over", "heads-root", "median-raw-128") or key.rstrip("0123456789") in used
}
