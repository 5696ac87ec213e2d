"""两批请求先后到来时，张量占用与缓存分配器持有的显存。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, LIGHT, MIDDLE, canvas, save

GIB = 2**30
WIDTH, HIDDEN, VOCAB, LAYERS = 4096, 11008, 32000, 32
weights = 2 * (2 * VOCAB * WIDTH + LAYERS * (4 * WIDTH**2 + 3 * WIDTH * HIDDEN + 2 * WIDTH) + WIDTH) / GIB
token = 2 * LAYERS * WIDTH * 2 / GIB
chunk = 8192
transient = chunk * (2 * HIDDEN + 4 * WIDTH) * 2 / GIB  # 一次预填充 8192 个 token 的临时张量

tensors, marks = [], {}


def idle(steps):
    tensors.extend([weights] * steps)


def wave(requests, prompt, output):
    done = 0
    while done < requests * prompt:
        done = min(done + chunk, requests * prompt)
        tensors.extend([weights + done * token + transient] * 8)
        tensors.extend([weights + done * token] * 4)
    for step in range(1, output + 1):
        tensors.append(weights + (done + requests * step) * token)


tensors.extend([0.0] * 20)
idle(70)
marks["first"] = len(tensors)
wave(16, 1536, 512)
idle(140)
marks["second"] = len(tensors)
wave(6, 1024, 300)
idle(190)

tensors = np.array(tensors)
reserved = np.maximum.accumulate(tensors)
context = 0.5
smi = np.where(tensors > 0, reserved + context, context)
x = np.arange(len(tensors))

figure, axes = canvas(188)
axes.fill_between(x, 0, np.minimum(tensors, weights), color=LIGHT, linewidth=0)
axes.fill_between(x, np.minimum(tensors, weights), tensors, color=MIDDLE, linewidth=0)
axes.plot(x, tensors, color=ACCENT, linestyle="-", linewidth=1.3)
axes.plot(x, reserved, color=INK, linestyle="--", linewidth=1.1)
axes.plot(x, smi, color=DARK, linestyle=":", linewidth=1.3)
end = len(x) - 8
axes.text(330, weights / 2, f"权重 {weights:.2f} GiB，常驻", ha="center", va="center", fontsize=8)
axes.text(450, weights + 5.5, "KV cache\n随token增长", ha="center", va="center", fontsize=8)
axes.annotate(
    "预填充的\n临时张量", xy=(117, 25.0), xytext=(74, 28.2), fontsize=7.5, ha="center",
    arrowprops={"arrowstyle": "-", "linewidth": 0.5, "shrinkB": 1},
)
axes.text(end, smi[-1] + 0.6, "nvidia-smi读数", ha="right", va="bottom", fontsize=7.5)
axes.text(end, reserved[-1] - 0.9, "已保留（reserved）", ha="right", va="top", fontsize=7.5)
axes.text(end, weights - 0.9, "已分配（allocated）", ha="right", va="top", fontsize=7.5)
axes.annotate(
    "第一批请求结束，\n张量归还给分配器", xy=(marks["second"] - 139, 22.4),
    xytext=(marks["second"] - 90, 22.4), fontsize=7.5, va="center",
    arrowprops={"arrowstyle": "-", "linewidth": 0.5},
)
axes.text(marks["second"] + 160, 17.2, "第二批复用缓存", ha="center", va="bottom", fontsize=7.5)
axes.set_xlim(0, len(x) - 1)
axes.set_ylim(0, 33)
axes.set_xticks([])
axes.set_xlabel("时间（示意）")
axes.set_ylabel("显存（GiB）")
save(figure, __file__)
