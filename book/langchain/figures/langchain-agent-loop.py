from bankbook.drawing import ACCENT, INK, LIGHT, arrow, blank, box, save

figure, axes = blank(200)
MODEL, TOOLS, LINE, H = (96, 86), (228, 100), 128, 40
mid = LINE + H / 2

box(axes, 2, LINE + 5, 60, H - 10, "输入消息", facecolor=LIGHT)
box(axes, MODEL[0], LINE, MODEL[1], H, "model节点\n调用聊天模型", edgecolor=ACCENT,
    linewidth=1.2)
box(axes, TOOLS[0], LINE, TOOLS[1], H, "tools节点\n程序执行工具", edgecolor=ACCENT,
    linewidth=1.2)
arrow(axes, (62, mid), (MODEL[0], mid))
arrow(axes, (182, mid + 8), (228, mid + 8), "有调用", shift=(0, 6))
# 结果回到模型：从 tools 上方绕回
axes.plot([278, 278, 139], [LINE + H, LINE + H + 18, LINE + H + 18], color=INK, lw=0.7,
          ls="-", solid_joinstyle="miter")
arrow(axes, (139, LINE + H + 18), (139, LINE + H))
axes.text(208, LINE + H + 24, "ToolMessage追加到消息列表", ha="center", va="center",
          fontsize=7.5)
# 没有调用：结束
arrow(axes, (139, LINE), (139, 96), "没有调用", shift=(24, 1))
box(axes, 84, 72, 110, 24, "结束：返回全部消息", facecolor=LIGHT)

# 一次运行中消息列表的增长
axes.text(2, 52, "消息列表的增长（一次工具调用）：", ha="left", va="center", fontsize=7.5)
items = [
    ("human", "2加3是多少？"),
    ("ai", "请求add(2, 3)"),
    ("tool", "5"),
    ("ai", "2加3等于5。"),
]
width, gap = 82, 15.3
for number, (kind, text) in enumerate(items):
    x = 2 + number * (width + gap)
    box(axes, x, 6, width, 34, f"{kind}\n{text}", fontsize=7.5,
        linestyle="-" if kind != "tool" else "--")
    if number:
        arrow(axes, (x - gap, 23), (x, 23))
save(figure, __file__)
