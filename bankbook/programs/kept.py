"""Outcomes kept between runs, by the content that they come from: one small file each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bankbook import whole_file


def read(folder: Path, key: str) -> Any:
    """What was kept under a key, or None. A file that cannot be read is as good as none."""
    try:
        return json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write(folder: Path, key: str, value: Any) -> None:
    """Keep a value, plain enough for JSON, under a key. A folder that cannot be written is passed
    over: the work is only done again."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        whole_file.write(folder / f"{key}.json", json.dumps(value))
    except OSError:
        return
