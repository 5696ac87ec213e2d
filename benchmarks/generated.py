"""A bank of any size, made by a rule: what the speed of a build is measured on.

An answer has 250 characters and a list, every fourth a table, every fifth code; twenty questions are
a chapter. The same number gives the same bank.

    .venv/bin/python benchmarks/generated.py 300 /tmp/bank
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

#: Clauses of about a dozen characters, of which sentences are made.
CLAUSES = [
    "模型把输入切成词元再逐个预测",
    "注意力的计算量随长度的平方增长",
    "训练时用交叉熵衡量预测与标注的差距",
    "缓存键和值可以省去重复计算",
    "批量越大显存占用越高吞吐也越好",
    "量化用较少的比特表示权重",
    "位置编码告诉模型词元之间的先后",
    "残差连接让梯度能够直接传回浅层",
    "归一化使各层输入的尺度保持稳定",
    "学习率先升后降是常见的安排",
    "数据质量往往比数量更加重要",
    "参数按层切分后放到不同的设备上",
    "通信与计算重叠可以隐藏延迟",
    "采样温度控制输出的随机程度",
    "检索结果先排序再拼进提示",
    "评测集要防止混进训练语料",
    "蒸馏让小模型学习大模型的输出分布",
    "混合精度在速度与数值稳定之间取得平衡",
    "专家路由决定每个词元由谁处理",
    "奖励模型根据人的偏好给回答打分",
]

CODE = '''```python
def attention(query, key, value, scale):
    """Scaled dot products, then a weighted sum."""
    scores = [[dot(q, k) * scale for k in key] for q in query]
    weights = [softmax(row) for row in scores]
    return [mix(row, value) for row in weights]  # 每行之和为 1
```'''

BOOK = """title: 生成的题库
authors: [测试者]
date: 2026-01-02
language: zh-CN
chapters: [{chapters}]
editions:
  handbook: {{format: pdf, file: handbook.pdf}}
  ereader: {{format: epub, file: handbook.epub}}
"""


def text(draw: random.Random, characters: int) -> str:
    """Sentences of at least so many characters."""
    found = ""
    while len(found) < characters:
        found += "，".join(draw.sample(CLAUSES, draw.randint(2, 3))) + "。"
    return found


def table(draw: random.Random) -> str:
    rows = [
        f"| {draw.choice(CLAUSES)[:6]} | {draw.randint(1, 999)} | {draw.choice(CLAUSES)} |"
        for _ in range(4)
    ]
    return "\n".join(["| 做法 | 数值 | 说明 |", "|---|---:|---|", *rows])


def question(number: int) -> str:
    """The file of one question."""
    draw = random.Random(number)
    listed = "\n".join(f"- {draw.choice(CLAUSES)}。" for _ in range(3))
    parts = [
        f"---\nid: question-{number}\ntitle: 第 {number} 问：{draw.choice(CLAUSES)}吗？",
        f"difficulty: {number % 3 + 1}\nkind: concept\ntags: [model, tag-{number % 7}]\n---",
        text(draw, 40),
        f"\n## 要点\n\n{listed}",
        f"\n## 解析\n\n{text(draw, 120)}\n\n{text(draw, 130)}",
    ]
    if number % 4 == 0:
        parts.append(f"\n{table(draw)}")
    if number % 5 == 0:
        parts.append(f"\n{CODE}")
    return "\n".join(parts) + "\n"


def write(folder: Path, questions: int, per_chapter: int = 20) -> None:
    """Write a bank of so many questions into a new folder."""
    chapters = []
    for first in range(0, questions, per_chapter):
        name = f"chapter-{first // per_chapter + 1}"
        chapters.append(name)
        place = folder / name
        place.mkdir(parents=True)
        title = CLAUSES[len(chapters) % len(CLAUSES)]
        (place / "index.md").write_text(f"---\ntitle: {title}\n---\n{title}。\n", encoding="utf-8")
        for number in range(first + 1, min(first + per_chapter, questions) + 1):
            (place / f"{number:05d}.md").write_text(question(number), encoding="utf-8")
    (folder / "book.yaml").write_text(BOOK.format(chapters=", ".join(chapters)), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
