"""LLaMA-2-7B 在 8 张卡上单独使用三种并行时，每张卡每步发送的字节。"""

LAYERS, WIDTH, HIDDEN, VOCAB = 32, 4096, 11008, 32000
BYTES = 2  # 权重、梯度、激活都按 BF16
CARDS, SEQUENCES, LENGTH = 8, 128, 4096

layer = 4 * WIDTH**2 + 3 * WIDTH * HIDDEN + 2 * WIDTH
parameters = 2 * VOCAB * WIDTH + LAYERS * layer + WIDTH
activation = LENGTH * WIDTH * BYTES  # 微批为 1 条序列
ring = 2 * (CARDS - 1) / CARDS  # 环形 all-reduce 中每张卡发送的倍数

dp_layer = ring * layer * BYTES
dp_step = ring * parameters * BYTES
tp_layer = 4 * ring * activation  # 前向 2 次，反向 2 次
tp_micro = LAYERS * tp_layer
tp_step = SEQUENCES * tp_micro
pp_micro = 2 * activation  # 前向发激活，反向发梯度
pp_step = SEQUENCES * pp_micro

NVLINK, NETWORK = 450e9, 50e9  # 单向，字节每秒
compute = 6 * parameters * SEQUENCES * LENGTH / (CARDS * 989.45e12)


def bubble(stages, micro):
    return (stages - 1) / (micro + stages - 1)


def time(seconds):
    return f"{seconds:.1f}秒" if seconds >= 1 else f"{seconds:.2f}秒"


numbers = {
    "layer": f"{layer / 1e8:.2f}亿",
    "layer-bytes": f"{layer * BYTES / 1e6:.0f} MB",
    "tokens": f"{SEQUENCES * LENGTH:,}",
    "activation": f"{activation / 2**20:.0f} MiB",
    "ring": f"{ring:.2f}",
    "dp-layer": f"{dp_layer / 1e6:.0f} MB",
    "dp-step": f"{dp_step / 1e9:.1f} GB",
    "tp-layer": f"{tp_layer / 1e6:.0f} MB",
    "tp-micro": f"{tp_micro / 1e9:.1f} GB",
    "tp-step": f"{tp_step / 1e9:.0f} GB",
    "pp-micro": f"{pp_micro / 1e6:.0f} MB",
    "pp-step": f"{pp_step / 1e9:.1f} GB",
    "dp-micro": f"{SEQUENCES // CARDS}",
    "tp-over-dp": f"{tp_step / dp_step:.0f}倍",
    "tp-over-pp": f"{tp_step / pp_step:.0f}倍",
    "dp-nvlink": time(dp_step / NVLINK),
    "dp-network": time(dp_step / NETWORK),
    "tp-nvlink": time(tp_step / NVLINK),
    "tp-network": time(tp_step / NETWORK),
    "pp-nvlink": time(pp_step / NVLINK),
    "pp-network": time(pp_step / NETWORK),
    "compute": time(compute),
    "cross": f"{dp_step / pp_micro:.0f}条",
    "states": f"{16 * parameters / 1e9:.1f} GB",
    "states-split": f"{16 * parameters / CARDS / 1e9:.1f} GB",
    "bubble-128": f"{bubble(8, 128):.1%}",
    "bubble-32": f"{bubble(8, 32):.1%}",
    "bubble-8": f"{bubble(8, 8):.1%}",
    "zero3": f"{1.5 * dp_step / 1e9:.1f} GB",
    "zero3-gather": f"{SEQUENCES // CARDS * dp_step / 1e9:.0f} GB",  # 每微批收两遍参数
}
