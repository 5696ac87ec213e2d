"""前缀缓存省下的预填充与占用的显存（LLaMA-2-7B，FP16，H100 的下限）。"""

N, WIDTH, LAYERS = 6_738_415_616, 4096, 32
PEAK, BW, TOKEN, BLOCK = 989.45e12, 3350e9, 524288, 16


def prefill(new, before=0):
    flops = 2 * N * new + LAYERS * 4 * WIDTH * new * (before + new / 2)
    moved = 2 * N + (before + new) * TOKEN
    return max(flops / PEAK, moved / BW)


system, user, output = 2000, 200, 300
cold, warm = prefill(system + user), prefill(user, system)
step = (2 * N + (system + user) * TOKEN) / BW
hit = (system // BLOCK) * BLOCK
numbers = {
    "cold": f"{cold * 1e3:.0f} ms",
    "warm": f"{warm * 1e3:.1f} ms",
    "ratio": f"{cold / warm:.1f}倍",
    "decode": f"{output * step:.1f}秒",
    "end": f"{1 - (warm + output * step) / (cold + output * step):.1%}",
    "memory": f"{system * TOKEN / 2**30:.2f} GiB",
    "compute": f"{system / (system + user):.0%}",
    "hundred": f"{100 * system * TOKEN / 2**30:.0f} GiB",
    "turns": f"{sum(range(1, 11))}",
    "turn-ratio": f"{sum(range(1, 11)) / 10:.1f}倍",
    "partial": f"{2010 - 2010 // BLOCK * BLOCK}",
}
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
