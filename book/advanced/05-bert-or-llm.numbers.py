"""BERT-base 与 LLaMA-2-7B 处理一条短文本：时间下限与成本的数量级。"""

# 参数
D, FF, DEPTH, WORDS, PLACES = 768, 3072, 12, 30522, 512
bert_block = 4 * (D * D + D) + (D * FF + FF) + (FF * D + D) + 4 * D
bert_matrix = DEPTH * bert_block
bert = bert_matrix + (WORDS + PLACES + 2) * D + 2 * D + (D * D + D)
WIDTH, HIDDEN, VOCAB, LAYERS = 4096, 11008, 32000, 32
llm_body = LAYERS * (4 * WIDTH**2 + 3 * WIDTH * HIDDEN + 2 * WIDTH) + WIDTH
llm = llm_body + 2 * VOCAB * WIDTH
llm_read = llm_body + VOCAB * WIDTH  # 解码一步要读的：嵌入表只查一行

# 任务：128 个 token 的文本分类；大模型另加 128 个 token 的说明
text, prompt, label, answer = 128, 256, 4, 200
bert_work = 2 * bert_matrix * text
prefill = 2 * llm_body * prompt


def llm_work(output):
    return prefill + 2 * llm_read * output


A100_FLOPS, A100_BAND = 312e12, 2039e9
CPU_FLOPS, CPU_BAND = 16 * 4.5e9 * 32, 2 * 5600e6 * 8


def bert_time(flops, band, size):
    return max(bert_work / flops, bert_matrix * size / band)


def llm_time(flops, band, size, output):
    first = max(prefill / flops, llm_read * size / band)
    return first + (output - 1) * llm_read * size / band  # 首个 token 由预填充给出


def span(seconds):
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1e-3 else f"{seconds * 1e3:.0f} ms"


# 成本：利用率 40%，示例价每卡时 10 元，一百万条
USE, PRICE, ITEMS = 0.4, 10.0, 1e6
bert_cost = ITEMS * bert_work / (A100_FLOPS * USE) / 3600 * PRICE
llm_cost = ITEMS * llm_work(label) / (A100_FLOPS * USE) / 3600 * PRICE
labels = 5000 * 0.5
numbers = {
    "bert": f"{bert / 1e8:.2f}亿",
    "llm": f"{llm / 1e8:.1f}亿",
    "size-ratio": f"{llm / bert:.0f}倍",
    "bert-memory": f"{bert * 2 / 1e9:.2f} GB",
    "llm-memory": f"{llm * 2 / 1e9:.1f} GB",
    "bert-work": f"{bert_work / 1e9:.0f} GFLOP",
    "llm-work": f"{llm_work(label) / 1e12:.1f} TFLOP",
    "work-ratio": f"{llm_work(label) / bert_work:.0f}倍",
    "bert-gpu": span(bert_time(A100_FLOPS, A100_BAND, 2)),
    "llm-first": span(llm_time(A100_FLOPS, A100_BAND, 2, 1)),
    "llm-gpu": span(llm_time(A100_FLOPS, A100_BAND, 2, label)),
    "llm-long": span(llm_time(A100_FLOPS, A100_BAND, 2, answer)),
    "bert-cpu": span(bert_time(CPU_FLOPS, CPU_BAND, 4)),
    "llm-cpu": span(llm_time(CPU_FLOPS, CPU_BAND, 2, label)),
    "llm-cpu-long": span(llm_time(CPU_FLOPS, CPU_BAND, 2, answer)),
    "gpu-ratio": f"{llm_time(A100_FLOPS, A100_BAND, 2, label) / bert_time(A100_FLOPS, A100_BAND, 2):.0f}倍",
    "bert-cost": f"{bert_cost:.1f}元",
    "llm-cost": f"{llm_cost:.0f}元",
    "break-even": f"{labels / (llm_cost - bert_cost) * ITEMS / 1e6:.0f}00万条",
    "labels": f"{labels:.0f}元",
    "vector": f"{1e7 * 1024 * 2 / 1e9:.0f} GB",
    "vector-large": f"{1e7 * 4096 * 2 / 1e9:.0f} GB",
}
