"""一步梯度下降与线性注意力的输出相同：三个示例的小例子。"""

x = [(1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
y = [2.0, -1.0, 1.0]
query = (2.0, 1.0)
rate = 0.5

# 从零出发，对 1/2 Σ(wx − y)² 走一步
w = [0.0, 0.0]
grad = [0.0, 0.0]
for point, label in zip(x, y):
    error = sum(a * b for a, b in zip(w, point)) - label
    grad = [g + error * a for g, a in zip(grad, point)]
w = [a - rate * g for a, g in zip(w, grad)]
by_descent = sum(a * b for a, b in zip(w, query))

# 线性注意力：键为 x，值为 y，查询为 query
weights = [sum(a * b for a, b in zip(point, query)) for point in x]
by_attention = rate * sum(s * label for s, label in zip(weights, y))
assert abs(by_descent - by_attention) < 1e-12

numbers = {
    "weights": "、".join(f"{s:.0f}" for s in weights),
    "w": f"({w[0]:.1f}, {w[1]:.1f})",
    "predict": f"{by_descent:.1f}",
}
