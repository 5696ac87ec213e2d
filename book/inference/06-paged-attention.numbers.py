"""分页管理 KV cache：浪费与共享的账（LLaMA-2-7B，FP16，每块 16 个 token）。"""

from math import ceil

BLOCK, TOKEN_MIB = 16, 0.5


def blocks(tokens):
    return ceil(tokens / BLOCK)


# 提示 700、输出 300，按最大长度 2048 预留
used, reserved = 1000, 2048
paged = blocks(used) * BLOCK

# 提示 1000，采样 4 份，各输出 200
prompt, output, samples = 1000, 200, 4
full = prompt // BLOCK
alone = samples * blocks(prompt + output)
shared = full + samples * (blocks(prompt + output) - full)

numbers = {
    "block-mib": f"{BLOCK * TOKEN_MIB:.0f} MiB",
    "reserve-use": f"{used / reserved:.0%}",
    "reserve-waste": f"{(reserved - used) * TOKEN_MIB:.0f} MiB",
    "blocks": f"{blocks(used)}",
    "paged-waste": f"{paged - used}",
    "paged-use": f"{used / paged:.1%}",
    "average-waste": f"{(BLOCK - 1) / 2:.1f}",
    "full": f"{full}",
    "rest": f"{prompt - full * BLOCK}",
    "alone": f"{alone}",
    "shared": f"{shared}",
    "saved": f"{1 - shared / alone:.0%}",
    "table": f"{blocks(4096) * 4 / 1024:.0f} KiB",
}
if __name__ == "__main__":
    for k, v in numbers.items():
        print(k, v)
