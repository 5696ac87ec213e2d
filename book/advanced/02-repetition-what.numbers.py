"""rep-n 的例子，以及循环文本与普通文本的对数概率。"""

import math


def rep(text, n):
    grams = [text[i : i + n] for i in range(len(text) - n + 1)]
    return len(grams), len(set(grams)), 1 - len(set(grams)) / len(grams)


loop = "我不知道。" * 4
plain = "昨晚下了一场雨，路面今早还没有干透。"
total, unique, share = rep(loop, 4)
numbers = {
    "total": f"{total}",
    "unique": f"{unique}",
    "share": f"{share:.2f}",
    "plain": f"{rep(plain, 4)[2]:.2f}",
    "loop-log": f"{50 * math.log(0.9):.1f}",
    "human-log": f"{-50 * math.log(20):.0f}",
    "stop": f"{1 / (1 - 0.998):.0f}",
}
