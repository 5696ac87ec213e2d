"""同样 2048 个 token 的监督位置；均匀因果注意力矩阵的行列式。"""

from math import factorial

LENGTH, RATE = 2048, 0.15
causal = LENGTH - 1
masked = LENGTH * RATE

# 均匀的因果注意力：第 i 行前 i 个数都是 1/i，下三角，行列式是对角线之积 1/n!
size = 10
determinant = 1.0
for row in range(1, size + 1):
    determinant *= 1 / row
assert abs(determinant * factorial(size) - 1) < 1e-12

numbers = {
    "causal": f"{causal}",
    "masked": f"{masked:.0f}",
    "ratio": f"{causal / masked:.1f}倍",
    "det": f"{determinant * 1e7:.1f}",
}
