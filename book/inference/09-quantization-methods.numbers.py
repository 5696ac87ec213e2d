"""三种量化方法各一个能手算的小例子，以及 4 比特分组量化的实际位数。"""

import numpy as np

# GPTQ：两个权重同为 0.4，步长 1，两个输入几乎总是相等
X = np.array([[1.0, 2.0, -1.5, 0.5], [1.0, 2.0, -1.5, 0.6]])  # 每列一个样本
w = np.array([0.4, 0.4])
H = X @ X.T + 1e-3 * np.eye(2)
inverse = np.linalg.inv(H)
first = np.round(w[0])
moved = w[1] - (w[0] - first) / inverse[0, 0] * inverse[0, 1]
gptq = np.array([first, np.round(moved)])
rtn = np.round(w)


def loss(v):
    return float(np.sum(((w - v) @ X) ** 2))


# AWQ：同一组里一个显著通道，步长由组内最大值定
weights = np.array([0.16, 1.4, -0.8, 0.6])
acts = np.array([20.0, 1.0, 1.0, 1.0])


def quantize(v, levels=7):
    step = np.abs(v).max() / levels
    return np.round(v / step) * step


def output_error(s):
    scaled = weights * np.array([s, 1, 1, 1])
    back = quantize(scaled) / np.array([s, 1, 1, 1])
    return float(abs((back - weights) @ acts)), float(back[0])


plain, plain_w = output_error(1)
aware, aware_w = output_error(4)

# SmoothQuant：激活两个通道的最大值 100 与 1，权重都是 1，迁移强度 0.5
top_x, top_w = np.array([100.0, 1.0]), np.array([1.0, 1.0])
s = top_x**0.5 / top_w**0.5
before, after = 127 * top_x[1] / top_x.max(), 127 * (top_x / s)[1] / (top_x / s).max()

N = 6_738_415_616
bits = 4 + (16 + 4) / 128
numbers = {
    "rtn-loss": f"{loss(rtn):.2f}",
    "gptq-loss": f"{loss(gptq):.2f}",
    "moved": f"{moved:.2f}",
    "awq-plain": f"{plain:.1f}",
    "awq-aware": f"{aware:.1f}",
    "awq-w": f"{plain_w:.2f}",
    "awq-w4": f"{aware_w:.2f}",
    "step": f"{1.4 / 7:.1f}",
    "before": f"{int(before)}",
    "after": f"{int(after)}",
    "s": f"{s[0]:.0f}",
    "bits": f"{bits:.2f}",
    "size": f"{N * bits / 8 / 1e9:.2f} GB",
}
if __name__ == "__main__":
    print(gptq, rtn)
    for k, v in numbers.items():
        print(k, v)
