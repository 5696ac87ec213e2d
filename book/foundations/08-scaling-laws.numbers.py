"""Chinchilla 的参数化拟合：原文常数与重拟合常数各给出怎样的最优配比。"""


class Fit:
    def __init__(self, floor, a, b, alpha, beta):
        self.floor, self.a, self.b, self.alpha, self.beta = floor, a, b, alpha, beta

    def loss(self, n, d):
        return self.floor + self.a / n**self.alpha + self.b / d**self.beta

    def best(self, compute):
        """对 ln N 做三分搜索，不用闭式。"""
        low, high = 15.0, 32.0
        for _ in range(200):
            left, right = low + (high - low) / 3, high - (high - low) / 3
            at = [self.loss(2.718281828459045**x, compute / 6 / 2.718281828459045**x) for x in (left, right)]
            if at[0] < at[1]:
                high = right
            else:
                low = left
        n = 2.718281828459045 ** ((low + high) / 2)
        return n, compute / 6 / n


paper = Fit(1.69, 406.4, 410.7, 0.34, 0.28)
refit = Fit(1.8172, 482.01, 2085.43, 0.3478, 0.3658)

budget = 6 * 70e9 * 1.4e12
fine = Fit(1.69, 406.4, 410.7, 0.3392, 0.2849)  # 论文源文件里位数更多的指数
fine_n, fine_d = fine.best(6 * 70e9 * 1.4e12)
paper_n, paper_d = paper.best(budget)
refit_n, refit_d = refit.best(budget)

# 闭式与数值解一致
for fit, n in ((paper, paper_n), (refit, refit_n)):
    scale = (fit.alpha * fit.a / (fit.beta * fit.b)) ** (1 / (fit.alpha + fit.beta))
    closed = scale * (budget / 6) ** (fit.beta / (fit.alpha + fit.beta))
    assert abs(closed / n - 1) < 1e-5

# 7B 训 2T token：同样的训练算力，最优配比是多少；同样的损失，要多少算力
small, tokens = 7e9, 2e12
over = 6 * small * tokens
over_n, over_d = refit.best(over)
target = refit.loss(small, tokens)
low, high = 1e21, 1e24
for _ in range(200):
    middle = (low * high) ** 0.5
    if refit.loss(*refit.best(middle)) > target:
        low = middle
    else:
        high = middle
equal_n, equal_d = refit.best(middle)
even = (over - middle) / (2 * (equal_n - small))

kaplan = 0.73
gpt2_vocab = 50257 * 768 + 1024 * 768
gpt2 = gpt2_vocab + 12 * (12 * 768**2 + 13 * 768) + 2 * 768

numbers = {
    "budget": f"{budget / 1e23:.2f}",
    "gopher": f"{6 * 280e9 * 300e9 / 1e23:.2f}",
    "gopher-ratio": f"{300e9 / 280e9:.1f}",
    "paper-a": f"{paper.beta / (paper.alpha + paper.beta):.2f}",
    "fine-a": f"{fine.beta / (fine.alpha + fine.beta):.2f}",
    "fine-n": f"{fine_n / 1e9:.0f}B",
    "fine-r": f"{fine_d / fine_n:.0f}",
    "loss-diff": f"{paper.loss(70e9, 1.4e12) - paper.loss(paper_n, paper_d):.3f}",
    "refit-a": f"{refit.beta / (refit.alpha + refit.beta):.2f}",
    "paper-n": f"{paper_n / 1e9:.0f}B",
    "paper-d": f"{paper_d / 1e12:.1f}T",
    "paper-r": f"{paper_d / paper_n:.0f}",
    "refit-n": f"{refit_n / 1e9:.0f}B",
    "refit-d": f"{refit_d / 1e12:.2f}T",
    "refit-r": f"{refit_d / refit_n:.0f}",
    "kaplan-n": f"{10**kaplan:.1f}倍",
    "kaplan-d": f"{10 ** (1 - kaplan):.1f}倍",
    "chin-n": f"{10**0.5:.1f}倍",
    "kaplan-n2": f"{100**kaplan:.0f}倍",
    "kaplan-d2": f"{100 ** (1 - kaplan):.1f}倍",
    "loss-chin": f"{paper.loss(70e9, 1.4e12):.3f}",
    "loss-gopher": f"{paper.loss(280e9, 3e11):.3f}",
    "loss-best": f"{paper.loss(paper_n, paper_d):.3f}",
    "over": f"{over / 1e22:.1f}",
    "over-ratio": f"{tokens / small:.0f}",
    "over-n": f"{over_n / 1e9:.0f}B",
    "over-d": f"{over_d / 1e12:.2f}T",
    "over-gap": f"{target - refit.loss(over_n, over_d):.3f}",
    "equal-n": f"{equal_n / 1e9:.1f}B",
    "equal-d": f"{equal_d / 1e12:.2f}T",
    "extra": f"{over / middle:.2f}倍",
    "serve": f"{small / equal_n:.0%}",
    "even": f"{even / 1e12:.1f}万亿",
    "embed": f"{gpt2_vocab / gpt2:.0%}",
    "embed-7b": f"{2 * 32000 * 4096 / 6738415616:.1%}",
}
