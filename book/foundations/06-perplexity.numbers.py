"""困惑度、交叉熵与比特每字节的换算。"""

from math import exp, log

LN2 = log(2)
BYTES = 3000  # 1000 个汉字的 UTF-8


def row(nats, tokens):
    return nats / tokens, exp(nats / tokens), nats / LN2 / BYTES


a, b, c = row(1800, 600), row(1800, 1000), row(1900, 1000)
pooled = exp((100 * 2 + 900 * 4) / 1000)
averaged = (exp(2) + exp(4)) / 2

numbers = {
    "a-h": f"{a[0]:.2f}", "a-ppl": f"{a[1]:.1f}", "a-bpb": f"{a[2]:.3f}",
    "b-h": f"{b[0]:.2f}", "b-ppl": f"{b[1]:.2f}", "b-bpb": f"{b[2]:.3f}",
    "c-h": f"{c[0]:.2f}", "c-ppl": f"{c[1]:.2f}", "c-bpb": f"{c[2]:.3f}",
    "gap": f"{a[1] / b[1]:.1f}倍",
    "compress": f"{a[2] / 8:.1%}",
    "bits": f"{2 / LN2:.2f}",
    "ppl-two": f"{exp(2):.2f}",
    "drop": f"{1 - exp(-0.1):.1%}",
    "pooled": f"{pooled:.1f}",
    "averaged": f"{averaged:.1f}",
    "vocab": f"{log(32000):.2f}",
}
