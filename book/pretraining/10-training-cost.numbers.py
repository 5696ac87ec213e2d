"""训练算力、GPU 时、由公开的 GPU 时反推利用率。"""

A100, H100 = 312e12, 989.4e12  # BF16 稠密峰值，每秒运算次数
TOKENS = 2e12

# LLaMA-2-7B：从结构数出参数
d, layers, feed, vocab = 4096, 32, 11008, 32000
block = 4 * d * d + 3 * d * feed + 2 * d
total = 2 * vocab * d + layers * block + d
matrix = total - vocab * d  # 输入嵌入只查表

round_cost = 6 * 7e9 * TOKENS
exact = 6 * total * TOKENS
lean = 6 * matrix * TOKENS

# 注意力分数与加权求和：前向每层每 token 各 2·s·d，反向是两倍；因果掩码平均看一半
seq = 4096
scores = 3 * layers * 4 * seq * d  # 每个 token，不利用因果性
causal = scores / 2


def hours(cost, peak, mfu):
    return cost / (peak * mfu) / 3600


def mfu(cost, peak, gpu_hours):
    return cost / (gpu_hours * 3600 * peak)


numbers = {
    "total": f"{total / 1e8:.2f}亿",
    "round": f"{round_cost / 1e22:.1f}",
    "exact": f"{exact / 1e22:.2f}",
    "lean": f"{lean / 1e22:.2f}",
    "causal-share": f"{causal / (6 * total):.0%}",
    "scores-share": f"{scores / (6 * total):.0%}",
    "a40": f"{hours(round_cost, A100, 0.4) / 1e4:.1f}万",
    "h40": f"{hours(round_cost, H100, 0.4) / 1e4:.1f}万",
    "reported": "184,320",
}
for name, peak in (("a", A100), ("h", H100)):
    for percent in (30, 40, 50):
        need = hours(round_cost, peak, percent / 100)
        numbers[f"{name}-{percent}"] = f"{need / 1e4:.1f}万"
        numbers[f"{name}-{percent}-days"] = f"{need / 256 / 24:.0f}天"
    numbers[f"{name}-40-rate"] = f"{peak * 0.4 / 42e9:,.0f}"

numbers["back-short"] = f"{round(mfu(round_cost, A100, 184320), 2):.0%}"
numbers["back-round"] = f"{mfu(round_cost, A100, 184320):.1%}"
numbers["back-exact"] = f"{mfu(exact, A100, 184320):.1%}"
numbers["back-causal"] = f"{mfu(exact + causal * TOKENS, A100, 184320):.1%}"

# 70B：80 层、d=8192、GQA 8 个键值头、前馈 28672
d70, f70 = 8192, 28672
block70 = 2 * d70 * d70 + 2 * d70 * 8 * 128 + 3 * d70 * f70 + 2 * d70
total70 = 2 * vocab * d70 + 80 * block70 + d70
numbers["total-70"] = f"{total70 / 1e8:.1f}亿"
numbers["back-70"] = f"{mfu(6 * total70 * TOKENS, A100, 1720320):.1%}"
numbers["ratio-70"] = f"{1720320 / 184320:.1f}倍"
numbers["ratio-n"] = f"{total70 / total:.1f}倍"

# 步数与墙钟
numbers["steps"] = f"{TOKENS / 4e6 / 1e4:.0f}万"
numbers["days-512"] = f"{hours(round_cost, H100, 0.4) / 512 / 24:.1f}天"
numbers["days-512-real"] = f"{hours(round_cost, H100, 0.4) / 512 / 24 / 0.9:.1f}天"
# 故障：54 天 16384 张卡 419 次意外中断，折到 512 张；停顿 60 秒、重启 10 分钟，取最优间隔
between = 54 * 24 / 419 * 16384 / 512  # 小时
step = (2 * 60 * between * 3600) ** 0.5
numbers["mtbf-512"] = f"{between:.0f}小时"
numbers["lost-512"] = f"{60 / step + step / (2 * between * 3600) + 600 / (between * 3600):.0%}"
numbers["sparse"] = f"{hours(round_cost, 2 * H100, 0.4) / 1e4:.1f}万"
numbers["hfu"] = f"{0.4 * 8 / 6:.0%}"
numbers["money"] = f"{hours(round_cost, H100, 0.4) * 2 / 1e4:.0f}万"

# DeepSeek-V3：激活 37B，14.8T，预训练 266.4 万 H800 时
v3 = 6 * 37e9 * 14.8e12
rate = v3 / (2.664e6 * 3600)
numbers["v3"] = f"{v3 / 1e24:.2f}"
numbers["v3-rate"] = f"{rate / 1e12:.0f}"
numbers["v3-bf16"] = f"{rate / H100:.0%}"
numbers["v3-fp8"] = f"{rate / (2 * H100):.0%}"
numbers["moe-wrong"] = f"{671 / 37:.0f}倍"
assert 0.30 < rate / H100 < 0.40
