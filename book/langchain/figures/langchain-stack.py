from bankbook.drawing import ACCENT, INK, LIGHT, PAPER, blank, box, save

figure, axes = blank(176)
Y, H, GAP = 1, 37, 8


def layer(row, name, role, x, width, rows=1, **style):
    y = Y + row * (H + GAP)
    height = rows * H + (rows - 1) * GAP
    box(axes, x, y, width, height, **style)
    middle = y + height / 2
    lines = role.split("\n")
    top = middle + 5.5 * len(lines)
    axes.text(x + width / 2, top, name, ha="center", va="center",
              fontsize=8.5, color=style.get("edgecolor", INK))
    for number, line in enumerate(lines):
        axes.text(x + width / 2, top - 12 - 11 * number, line,
                  ha="center", va="center", fontsize=7.5)


layer(0, "langchain-core", "定义接口：消息、模型、工具、检索器、Runnable", 1, 286,
      facecolor=LIGHT)
layer(1, "LangGraph", "运行时：状态、持久化、中断与恢复", 1, 180)
layer(2, "langchain", "高层接口：create_agent、中间件", 1, 180, edgecolor=ACCENT,
      linewidth=1.2)
layer(3, "Deep Agents", "预置规划、文件系统、子智能体", 1, 180)
layer(1, "集成包", "langchain-openai\nlangchain-ollama\n……\n实现核心接口，\n按需安装", 191, 96, rows=3,
      linestyle="--")
layer(0, "LangSmith", "追踪、调试、\n评测平台\n\n闭源，可不用", 299, 78, rows=4,
      linestyle=":")
save(figure, __file__)
