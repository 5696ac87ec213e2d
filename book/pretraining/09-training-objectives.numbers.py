"""T5 的一条样本、FIM 的附加 token、MTP 的参数与 logits。"""

raw, rate, span = 568, 0.15, 3
noise = round(raw * rate)
spans = round(noise / span)
inputs = raw - noise + spans + 1  # 末尾一个结束符
targets = noise + spans + 1
assert (inputs, targets) == (512, 114)

d, feed, vocab, layers = 4096, 11008, 32000, 32
block = 4 * d * d + 3 * d * feed + 2 * d
total = 2 * vocab * d + layers * block + d

numbers = {
    "raw": f"{raw}",
    "noise": f"{noise}",
    "spans": f"{spans}",
    "inputs": f"{inputs}",
    "targets": f"{targets}",
    "share": f"{targets / raw:.0%}",
    "fim": f"{3 / 2000:.2%}",
    "head": f"{block / 1e8:.2f}亿",
    "head-share": f"{3 * block / total:.0%}",
    "logits": f"{4096 * vocab * 4 / 1e9:.2f} GB",
    "logits-4": f"{4 * 4096 * vocab * 4 / 1e9:.1f} GB",
    "draft-low": f"{1 + 0.85:.2f}",
    "draft-high": f"{1 + 0.90:.2f}",
}
