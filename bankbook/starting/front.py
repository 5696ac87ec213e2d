"""Front matter of new files."""

from __future__ import annotations

import json

import yaml


def scalar(text: str) -> str:
    """A text as YAML reads it back: as it is where that will do, else in quotes."""
    try:
        plain = yaml.safe_load(f"key: {text}\n") == {"key": text}
    except yaml.YAMLError:
        plain = False
    # Inside a flow collection these would end it; in quotes a text is good anywhere.
    return text if plain and not set(text) & set(",[]{}") else json.dumps(text, ensure_ascii=False)


def matter(**values: str | int) -> str:
    """Front matter with these keys in this order."""
    lines = [
        f"{key}: {scalar(value) if isinstance(value, str) else value}"
        for key, value in values.items()
    ]
    return "\n".join(["---", *lines, "---", ""])
