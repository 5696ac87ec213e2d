"""左：点对点接入与经协议接入的连线数；右：宿主、客户端、服务器。"""

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, PAPER, arrow, blank, box, save

figure, axes = blank(220)
apps = ["应用1", "应用2", "应用3", "应用4"]
tools = ["代码库", "数据库", "工单", "日历", "文件"]


def left(top, title, through):
    axes.text(2, top, title, fontsize=8.5, ha="left", va="center")
    xa, xt, size = 2, 106, 34
    ya = [top - 26 - k * 16.5 for k in range(4)]
    yt = [top - 21 - k * 15 for k in range(5)]
    if through:
        middle = top - 51
        for y in ya:
            axes.plot([xa + size, 58], [y + 5.5, middle + 5.5], color=DARK, linewidth=0.6, linestyle="-")
        for y in yt:
            axes.plot([84, xt], [middle + 5.5, y + 5.5], color=DARK, linewidth=0.6, linestyle="-")
        box(axes, 58, middle - 18, 26, 47, "MCP", facecolor=ACCENT, ink=PAPER)
    else:
        for y in ya:
            for z in yt:
                axes.plot([xa + size, xt], [y + 5.5, z + 5.5], color=DARK, linewidth=0.4, linestyle="-")
    for y, name in zip(ya, apps):
        box(axes, xa, y, size, 11.5, name, fontsize=7.5, facecolor=PAPER)
    for y, name in zip(yt, tools):
        box(axes, xt, y, size, 11.5, name, fontsize=7.5, facecolor=LIGHT)


left(210, "点对点：4×5＝20个适配", False)
left(99, "经协议：4＋5＝9个适配", True)
axes.plot([157, 157], [8, 212], color=DARK, linewidth=0.5, linestyle=(0, (2, 2)))

x = 168
axes.text(x, 210, "一个宿主里的结构", fontsize=8.5, ha="left", va="center")
box(axes, x, 30, 112, 168, facecolor=LIGHT)
axes.text(x + 56, 188, "宿主（Host）", fontsize=8, ha="center", va="center", fontweight="bold")
box(axes, x + 8, 151, 40, 26, "模型", facecolor=PAPER)
box(axes, x + 64, 151, 40, 26, "策略\n同意·审计", facecolor=PAPER, fontsize=7.5)
arrow(axes, (x + 48, 168), (x + 64, 168))
arrow(axes, (x + 64, 160), (x + 48, 160))
axes.text(x + 56, 143.5, "模型只产出调用请求", fontsize=7.5, ha="center", va="center")
names = [("客户端A", "本地文件", "stdio"), ("客户端B", "公司数据库", "HTTP"), ("客户端C", "第三方服务", "HTTP")]
for k, (client, server, way) in enumerate(names):
    y = 112 - k * 36
    box(axes, x + 56, y, 50, 20, client, facecolor=PAPER)
    axes.plot([x + 30, x + 30], [136, y + 10], color=INK, linewidth=0.6, linestyle="-")
    arrow(axes, (x + 30, y + 10), (x + 56, y + 10))
    box(axes, x + 154, y - 3, 52, 26, f"服务器\n{server}", facecolor=PAPER, fontsize=7.5, linestyle="--" if k == 2 else "-")
    arrow(axes, (x + 106, y + 10), (x + 154, y + 10), way, arrowstyle="<|-|>", shift=(2, 6))
axes.text(x + 133, 166, "服务器看不到\n整段对话，也看\n不到别的服务器", fontsize=7.5, ha="left", va="center", linespacing=1.35)
axes.text(x, 19, "一个客户端只连一个服务器；消息是JSON-RPC 2.0。", fontsize=7.5, ha="left", va="center")
axes.text(x, 8, "虚线：不受信任，描述与结果都要当作数据。", fontsize=7.5, ha="left", va="center")
save(figure, __file__)
