"""LLaMA 第一代的配比：由抽样比例与遍数反推各来源的大小；重复的上限；退火段的集中。"""

from math import exp

RUN = 1.4e12
mix = {  # 抽样比例、遍数（论文表1）
    "cc": (0.670, 1.10),
    "c4": (0.150, 1.06),
    "github": (0.045, 0.64),
    "wiki": (0.045, 2.45),
    "books": (0.045, 2.23),
    "arxiv": (0.025, 1.06),
    "stack": (0.020, 1.03),
}
size = {k: p * RUN / e for k, (p, e) in mix.items()}
everything = sum(size.values())
assert abs(sum(p for p, _ in mix.values()) - 1) < 1e-9

numbers = {"all": f"{everything / 1e12:.2f}T"}
for k, (p, _) in mix.items():
    natural = size[k] / everything
    numbers[f"{k}-size"] = f"{size[k] / 1e9:.0f}B"
    numbers[f"{k}-gain"] = f"{p / natural:.2f}"

# 2T 训练，一个来源最多重复 4 遍
numbers["cap-wiki"] = f"{4 * size['wiki'] / 2e12:.1%}"
numbers["wiki-ten"] = f"{0.10 * 2e12 / size['wiki']:.1f}遍"

# 退火：50B 优质数据，2T 训练，末 10%
numbers["even"] = f"{50e9 / 2e12:.1%}"
numbers["late"] = f"{2 * 50e9 / (0.1 * 2e12):.0%}"

# 温度抽样：两种语言 9:1
for name, power in (("half", 0.5), ("third", 0.3)):
    big, small = 0.9**power, 0.1**power
    numbers[name] = f"{small / (big + small):.0%}"

# DoReMi 的一次乘性更新（步长 1，忽略平滑）
start = [1 / 3] * 3
excess = [0.30, 0.10, 0.0]
raw = [w * exp(x) for w, x in zip(start, excess)]
new = [x / sum(raw) for x in raw]
for name, x in zip(("one", "two", "three"), new):
    numbers[f"dro-{name}"] = f"{x:.0%}"
assert new[0] > new[1] > new[2] and abs(sum(new) - 1) < 1e-12

# 回归法：512 个 1M 模型各 1B token，占一个 1B 模型 25B token 的比例
numbers["regmix"] = f"{512 * 1e6 * 1e9 / (1e9 * 25e9):.0%}"
