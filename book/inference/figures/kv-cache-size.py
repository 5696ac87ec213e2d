"""KV cache 随缓存中的 token 总数增长；与一张 80 GiB 卡上剩余显存的交点就是容量。"""

import numpy as np

from bankbook.drawing import ACCENT, DARK, INK, canvas, save

GIB = 2**30
w2 = 2 * (2 * 32000 * 4096 + 32 * (4 * 4096**2 + 3 * 4096 * 11008 + 2 * 4096) + 4096)
w3 = 2 * (2 * 128256 * 4096 + 32 * (2 * 4096**2 + 2 * 4096 * 1024 + 3 * 4096 * 14336 + 2 * 4096) + 4096)
lines = [  # 名称，每 token 字节，权重，样式，标签位置
    ("LLaMA-2-7B，FP16（0.5 MiB/token）", 524288, w2, {"color": INK, "linestyle": "--"}),
    ("Llama-3-8B，16位（128 KiB/token）", 131072, w3, {"color": ACCENT, "linestyle": "-"}),
    ("Llama-3-8B，KV用FP8（64 KiB/token）", 65536, w3, {"color": DARK, "linestyle": "-."}),
]
tokens = np.linspace(0, 1_000_000, 200)
figure, axes = canvas(190)
axes.text(995, 67, "圆点：80 GiB的九成，减去权重与2 GiB激活等，剩余的显存用完", fontsize=7.5, ha="right", va="top")
for name, size, weights, style in lines:
    room = 0.9 * 80 * GIB - 2 * GIB - weights
    limit = room / size
    x = tokens[tokens < limit]
    x = np.append(x, min(limit, 1e6))
    axes.plot(x / 1000, x * size / GIB, **style)
    if limit < 1e6:
        axes.plot([limit / 1000], [room / GIB], "o", color=style["color"], markersize=4)
        side = {"ha": "right", "x": 999, "y": room / GIB - 4} if limit > 8e5 else {"ha": "left", "x": limit / 1000 + 12, "y": room / GIB - 2}
        axes.text(side["x"], side["y"], f"{limit / 1e4:.1f}万个token", fontsize=7.5, va="top", ha=side["ha"])
axes.text(122, 40, "LLaMA-2-7B，FP16\n0.5 MiB/token", fontsize=7.5, va="center")
axes.text(375, 38, "Llama-3-8B，16位\n128 KiB/token", fontsize=7.5, va="center")
axes.text(610, 27, "Llama-3-8B，缓存用FP8\n64 KiB/token", fontsize=7.5, va="center")
axes.axhline(w2 / GIB, color=DARK, linestyle=":", linewidth=0.8)
axes.text(995, w2 / GIB + 0.6, "LLaMA-2-7B的权重，12.55 GiB", fontsize=7.5, ha="right", va="bottom")
axes.set_xlim(0, 1000)
axes.set_ylim(0, 68)
axes.set_xticks([0, 200, 400, 600, 800, 1000], ["0", "20万", "40万", "60万", "80万", "100万"])
axes.set_yticks([0, 20, 40, 60])
axes.set_xlabel("缓存里的token总数（所有并发序列相加）")
axes.set_ylabel("KV cache（GiB）")
save(figure, __file__)
