"""公开数据集的留存率。"""

POOL, BASELINE = 240e12, 3.8e12  # DCLM
numbers = {
    "dclm-kept": f"{BASELINE / POOL:.1%}",
    "core-gap": f"{41.0 - 35.7:.1f}",
}
