"""LLaMA-2-7B 以 FP16 推理时的显存。"""

GIB, MIB = 2**30, 2**20
LAYERS, WIDTH, HIDDEN, VOCAB = 32, 4096, 11008, 32000
BYTES = 2

block = 4 * WIDTH**2 + 3 * WIDTH * HIDDEN + 2 * WIDTH
parameters = 2 * VOCAB * WIDTH + LAYERS * block + WIDTH
weights = parameters * BYTES

per_token = 2 * LAYERS * WIDTH * BYTES
requests, length = 16, 2048
cache = requests * length * per_token

# 预填充一条 2048 token 的提示时的几个大张量（FP16；logits 按 FP32）
gate_up = 2 * length * HIDDEN * BYTES
scores = 32 * length * length * BYTES
logits_all = length * VOCAB * 4
logits_last = VOCAB * 4

numbers = {
    "parameters": f"{parameters / 1e8:.2f}亿",
    "weights": f"{weights / GIB:.2f} GiB",
    "weights-gb": f"{weights / 1e9:.2f} GB",
    "per-token": f"{per_token / MIB:.1f} MiB",
    "cache": f"{cache / GIB:.0f} GiB",
    "live": f"{(weights + cache) / GIB:.2f} GiB",
    "share": f"{weights / (weights + cache):.0%}",
    "gate-up": f"{gate_up / MIB:.0f} MiB",
    "scores": f"{scores / MIB:.0f} MiB",
    "logits-all": f"{logits_all / MIB:.0f} MiB",
    "logits-last": f"{logits_last / 1024:.0f} KiB",
    "training": f"{parameters * 16 / 1e9:.1f} GB",
    "rate": f"{requests * per_token / MIB:.0f} MiB",
}
