"""压测的小模拟：泊松到达，连续批处理，按 7B、H100 的下限计时。"""

import numpy as np

N, LAYERS, WIDTH = 6_738_415_616, 32, 4096
PEAK, BW, TOKEN = 989.45e12 * 0.6, 3350e9 * 0.7, 524288  # 算力打六折，带宽打七折
ROOM, COUNT = 57.4 * 2**30 / TOKEN, 2000
TTFT, TPOT = 0.5, 0.025  # 目标：首 token 0.5 秒，之后每 token 25 毫秒


def workload(seed=1):
    rng = np.random.default_rng(seed)
    gaps = rng.exponential(1.0, COUNT)
    prompt = np.clip(rng.lognormal(6.0, 0.8, COUNT), 16, 4096).astype(int)
    output = np.clip(rng.lognormal(5.0, 0.7, COUNT), 8, 1024).astype(int)
    return gaps, prompt, output


def serve(rate):
    """每步：先收下装得下的新请求（整段预填充），与解码拼成一步。返回各请求的 TTFT、TPOT 与总时长。"""
    gaps, prompt, output = workload()
    arrive = np.cumsum(gaps) / rate
    first, last = np.zeros(COUNT), np.zeros(COUNT)
    now, waiting, used = 0.0, 0, 0
    ids = np.empty(0, int)
    made = np.empty(0, int)
    while waiting < COUNT or len(ids):
        if not len(ids) and arrive[waiting] > now:
            now = arrive[waiting]
        new = []
        budget = 8192
        while waiting < COUNT and arrive[waiting] <= now and prompt[waiting] <= budget:
            need = prompt[waiting] + output[waiting]
            if used + need > ROOM or len(ids) + len(new) >= 256:
                break
            used += need
            budget -= prompt[waiting]
            new.append(waiting)
            waiting += 1
        cached = float((prompt[ids] + made).sum())
        tokens = len(ids) + int(prompt[new].sum()) if new else len(ids)
        square = float((prompt[new].astype(float) ** 2).sum()) if new else 0.0
        flops = 2 * N * tokens + LAYERS * WIDTH * (2 * square + 4 * cached)
        now += max(flops / PEAK, (2 * N + cached * TOKEN) / BW) + 0.001
        made = made + 1
        if new:
            first[new] = now
            ids, made = np.append(ids, new), np.append(made, np.ones(len(new), int))
        over = made >= output[ids]
        if over.any():
            gone = ids[over]
            last[gone] = now
            used -= int((prompt[gone] + output[gone]).sum())
            ids, made = ids[~over], made[~over]
    ttft = first - arrive
    tpot = (last - first) / (output - 1)
    return ttft, tpot, output, now


def summary(rate):
    ttft, tpot, output, span = serve(rate)
    good = (ttft <= TTFT) & (tpot <= TPOT)
    return {
        "done": COUNT / span, "good": good.sum() / span, "share": good.mean(), "tokens": output.sum() / span,
        "ttft50": np.percentile(ttft, 50), "ttft99": np.percentile(ttft, 99), "tpot50": np.percentile(tpot, 50), "tpot99": np.percentile(tpot, 99),
        "mean": ttft.mean(),
    }


low, best, over = summary(8), summary(18), summary(24)
numbers = {
    "prompt": f"{workload()[1].mean():.0f}",
    "output": f"{workload()[2].mean():.0f}",
    "low-done": f"{low['done']:.1f}",
    "low-p50": f"{low['ttft50'] * 1e3:.0f} ms",
    "low-share": f"{low['share']:.0%}",
    "best-p50": f"{best['ttft50'] * 1e3:.0f} ms",
    "low-p99": f"{low['ttft99'] * 1e3:.0f} ms",
    "best-done": f"{best['done']:.1f}",
    "best-share": f"{best['share']:.0%}",
    "best-ttft": f"{best['ttft99'] * 1e3:.0f} ms",
    "best-tokens": f"{best['tokens']:,.0f}",
    "over-done": f"{over['done']:.1f}",
    "over-good": f"{over['good']:.1f}",
    "over-share": f"{over['share']:.0%}",
    "over-p50": f"{over['ttft50'] * 1e3:.0f} ms",
    "over-p99": f"{over['ttft99']:.1f}秒",
    "over-tpot": f"{over['tpot50'] * 1e3:.0f} ms",
    "over-tokens": f"{over['tokens']:,.0f}",
}
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
