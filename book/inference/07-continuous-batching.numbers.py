"""静态批处理与连续批处理的小模拟：请求全部在开始时到达，按先后次序服务。"""

import heapq

import numpy as np

SLOTS, REQUESTS, MEAN = 32, 3200, 200
N, WIDTH, LAYERS = 6_738_415_616, 4096, 32
PEAK, BW, TOKEN = 989.45e12, 3350e9, 2 * 32 * 4096 * 2
PROMPT = 512


def static(lengths):
    """按次序每 SLOTS 个一批，整批做完才换：返回总步数与各请求完成的步。"""
    now, done = 0, []
    for i in range(0, len(lengths), SLOTS):
        now += max(lengths[i:i + SLOTS])
        done += [now] * len(lengths[i:i + SLOTS])
    return now, done


def continuous(lengths):
    """一个位置空出来，下一步就补上：返回总步数与各请求完成的步。"""
    free, done = [0] * SLOTS, []
    for length in lengths:
        end = heapq.heappop(free) + length
        heapq.heappush(free, end)
        done.append(end)
    return max(free), done


def clock(lengths, mode):
    """同样的两种调度，按 7B、H100 的下限计时：预填充算力 + 每步读权重与在算序列的缓存。"""
    queue, running, time, total = list(lengths)[::-1], [], 0.0, 0
    while queue or running:
        if mode == "continuous" or not running:
            while queue and len(running) < SLOTS:
                running.append([PROMPT, PROMPT + queue.pop()])
                time += 2 * N * PROMPT / PEAK
        time += (2 * N + sum(r[0] for r in running) * TOKEN) / BW
        total += len(running)
        for r in running:
            r[0] += 1
        running = [r for r in running if r[0] < r[1]]
    return total / time


rng = np.random.default_rng(2026)
cases = {
    "equal": np.full(REQUESTS, MEAN),
    "uniform": rng.integers(1, 2 * MEAN, REQUESTS),
    "geometric": rng.geometric(1 / MEAN, REQUESTS),
}
numbers = {"harmonic": f"{sum(1 / i for i in range(1, SLOTS + 1)):.2f}"}
for name, lengths in cases.items():
    work = int(lengths.sum())
    s, ends_s = static(lengths.tolist())
    c, ends_c = continuous(lengths.tolist())
    numbers[f"{name}-static"] = f"{work / (s * SLOTS):.0%}"
    numbers[f"{name}-continuous"] = f"{work / (c * SLOTS):.0%}"
    numbers[f"{name}-ratio"] = f"{s / c:.1f}倍"
rates = {mode: clock(cases["geometric"].tolist(), mode) for mode in ("static", "continuous")}
numbers["clock-static"] = f"{rates['static']:,.0f}"
numbers["clock-continuous"] = f"{rates['continuous']:,.0f}"
numbers["clock-ratio"] = f"{rates['continuous'] / rates['static']:.1f}倍"

# 图里的八个请求
small = [3, 9, 2, 6, 5, 3, 4, 6]


def tiny(lengths, slots):
    s = sum(max(lengths[i:i + slots]) for i in range(0, len(lengths), slots))
    free = [0] * slots
    for length in lengths:
        heapq.heapreplace(free, free[0] + length)
    return s, max(free)


s, c = tiny(small, 4)
numbers |= {
    "tiny-work": f"{sum(small)}", "tiny-static": f"{s}", "tiny-continuous": f"{c}",
    "tiny-use-static": f"{sum(small) / (4 * s):.0%}", "tiny-use-continuous": f"{sum(small) / (4 * c):.0%}",
}


# 分块预填充：一段 8192 token 的提示，每步 512 个；另有 32 条上下文 1024 的序列在解码
def mixed(chunk, done, decoding=32):
    flops = 2 * N * (chunk + decoding) + LAYERS * 4 * WIDTH * (chunk * (done + chunk / 2) + decoding * 1024)
    moved = 2 * N + decoding * 1024 * TOKEN + (done + chunk) * TOKEN
    return max(flops / PEAK, moved / BW)


steps = [mixed(512, i * 512) for i in range(16)]
numbers |= {
    "chunk-steps": f"{len(steps)}",
    "chunk-first": f"{steps[0] * 1e3:.1f} ms",
    "chunk-last": f"{steps[-1] * 1e3:.1f} ms",
    "chunk-total": f"{sum(steps) * 1e3:.0f} ms",
    "whole": f"{mixed(8192, 0) * 1e3:.0f} ms",
    "alone": f"{mixed(8192, 0, decoding=0) * 1e3:.0f} ms",
}
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
