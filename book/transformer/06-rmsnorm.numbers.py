"""LLaMA-2-7B 里 RMSNorm 的参数与运算。"""

LAYERS, WIDTH, HIDDEN, VOCAB = 32, 4096, 11008, 32000
count = 2 * LAYERS + 1
gains = count * WIDTH
matrices = LAYERS * (4 * WIDTH**2 + 3 * WIDTH * HIDDEN) + VOCAB * WIDTH
parameters = matrices + VOCAB * WIDTH + gains
flops = count * 4 * WIDTH  # 平方、累加、乘倒数、乘增益
forward = 2 * matrices
numbers = {
    "count": f"{count}",
    "gains": f"{gains / 1e4:.1f}万",
    "share": f"{gains / parameters:.3%}",
    "flops": f"{flops / 1e6:.1f} MFLOP",
    "forward": f"{forward / 1e9:.1f} GFLOP",
    "flop-share": f"万分之{flops / forward * 1e4:.1f}",
}
