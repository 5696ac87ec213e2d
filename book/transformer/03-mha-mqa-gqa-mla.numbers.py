"""DeepSeek-V2 尺寸下四种注意力的 KV cache 与解码强度。"""

LAYERS, HEADS, DIM, GROUPS = 60, 128, 128, 8
LATENT, ROPE, BYTES, CONTEXT = 512, 64, 2, 131072

elements = {
    "mha": 2 * HEADS * DIM,
    "gqa": 2 * GROUPS * DIM,
    "mqa": 2 * DIM,
    "mla": LATENT + ROPE,
}
# 每个历史 token、每层、全部查询头：打分与加权求和各一遍，一次乘加两次运算
plain = 2 * HEADS * (DIM + DIM)
absorbed = 2 * HEADS * ((LATENT + ROPE) + LATENT)
numbers = {}
for name, count in elements.items():
    token = count * LAYERS * BYTES
    kib, gib = token / 2**10, token * CONTEXT / 2**30
    flops = absorbed if name == "mla" else plain
    numbers[f"{name}-elements"] = f"{count}"
    numbers[name] = f"{kib:g} KiB"
    numbers[f"{name}-128k"] = f"{gib:.3g} GiB"
    numbers[f"{name}-intensity"] = f"{flops / (count * BYTES):.0f}"
numbers["groups"] = f"{elements['mla'] / (2 * DIM):g}"
numbers["mla-share"] = f"{elements['mla'] / elements['mha']:.1%}"
numbers["mla-over-gqa"] = f"{elements['mla'] / elements['gqa']:.0%}"
numbers["compute"] = f"{absorbed / plain:g}"
numbers["ridge"] = f"{989.4e12 / 3.35e12:.0f} FLOP/B"  # H100 SXM：FP16稠密算力 ÷ 显存带宽
# 与 DeepSeek 67B 整模型相比：95 层、8 组、头维 128
old = 95 * 2 * 8 * 128
new = LAYERS * elements["mla"]
numbers["versus-elements"] = f"{1 - new / old:.1%}"
numbers["versus-bits"] = f"{1 - new * 6 / (old * 16):.1%}"
