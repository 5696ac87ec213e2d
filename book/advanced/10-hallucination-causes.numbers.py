"""猜测的期望得分、只见过一次的事实、长回答里的错误累积。"""

import numpy as np


def penalty(t):
    return t / (1 - t)


# 十万个人，每人一个与姓名无规律可循的事实；被提到的次数近似齐普夫分布
people, mentions = 100_000, 200_000
weight = 1 / np.arange(1, people + 1)
weight /= weight.sum()
draws = np.random.default_rng(7).choice(people, size=mentions, p=weight)
counts = np.bincount(draws, minlength=people)
singletons = (counts == 1).sum() / mentions
unseen = weight[counts == 0].sum()

numbers = {
    "penalty-50": f"{penalty(0.5):.0f}分",
    "penalty-75": f"{penalty(0.75):.0f}分",
    "penalty-90": f"{penalty(0.9):.0f}分",
    "guess": f"{0.3 - 0.7 * penalty(0.75):.1f}分",
    "singletons": f"{singletons:.1%}",
    "unseen": f"{unseen:.1%}",
    "never": f"{(counts == 0).mean():.0%}",
    "once": f"{(counts == 1).mean():.0%}",
    "thirty": f"{0.98**30:.0%}",
    "hundred": f"{0.98**100:.0%}",
}
