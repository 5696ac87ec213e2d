"""几种混合专家模型的激活参数占总参数的比例（单位：十亿）。"""

models = {
    "scout": (109, 17),      # Llama 4 Scout
    "qwen": (35, 3),         # Qwen3.6-35B-A3B
    "deepseek": (1600, 49),  # DeepSeek-V4-Pro
    "mistral": (675, 41),    # Mistral Large 3
    "glm": (744, 40),        # GLM-5.2
    "gemma": (26, 4),        # Gemma 4 26B A4B
}

shares = {name: active / total for name, (total, active) in models.items()}

numbers = {
    "lowest": f"{min(shares.values()):.0%}",
    "highest": f"{max(shares.values()):.0%}",
    "memory": f"{models['deepseek'][0] / 2:.0f} GB",
}
