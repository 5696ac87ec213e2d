from bankbook.drawing import ACCENT, DARK, INK, LIGHT, arrow, blank, box, save

figure, axes = blank(190)
H = 30
TOP, LOW = 132, 58

# agent 的循环：模型与工具
box(axes, 188, 46, 82, 130, linestyle="--", edgecolor=ACCENT, linewidth=1.0)
axes.text(229, 169, "agent：循环", ha="center", va="center", fontsize=8, color=ACCENT)

box(axes, 96, TOP, 66, H, "提示模板")
box(axes, 198, TOP, 62, H, "聊天模型")
box(axes, 312, TOP, 64, H, "输出解析器")
box(axes, 96, LOW, 66, H, "检索器")
box(axes, 198, LOW, 62, H, "工具")
box(axes, 2, LOW, 62, H, "向量库\n嵌入模型", facecolor=LIGHT, fontsize=7.5)
axes.text(33, TOP + H / 2, "用户输入", ha="center", va="center", fontsize=8)

mid = TOP + H / 2
arrow(axes, (54, mid), (96, mid), "字典", shift=(-2, 6.5))
arrow(axes, (162, mid), (198, mid), "消息", shift=(-5, 6.5))
arrow(axes, (260, mid), (312, mid), "AI消息", shift=(5, 6.5))
arrow(axes, (344, TOP + H), (344, TOP + H + 14))
axes.text(344, TOP + H + 20, "字符串或对象", ha="center", va="center", fontsize=7.5)
# 用户的问题也送给检索器；检索器去查向量库
axes.plot([78, 78], [mid, LOW + H - 7], color=INK, lw=0.7)
arrow(axes, (78, LOW + H - 7), (96, LOW + H - 7))
arrow(axes, (64, LOW + 9), (96, LOW + 9), "命中", shift=(0, -7))
arrow(axes, (129, LOW + H), (129, TOP), "文档", shift=(-14, 0))
arrow(axes, (219, TOP), (219, LOW + H), "调用", shift=(-13, 0))
arrow(axes, (239, LOW + H), (239, TOP), "结果", shift=(13, 0))

box(axes, 2, 4, 374, 26, edgecolor=DARK)
axes.text(189, 17, "Runnable：白框都有invoke、batch、stream，可用“|”相接",
          ha="center", va="center_baseline", fontsize=8)
save(figure, __file__)
