"""A program in a process of its own: what it printed, or how it failed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Seconds after which a program of a bank is stopped.
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Outcome:
    """`error` is empty when the program ended well, else the last lines of what it said."""

    output: str
    error: str = ""

    def last(self) -> Any:
        """The JSON in the last line of the output; None where there is none."""
        try:
            return json.loads(self.output.splitlines()[-1])
        except (IndexError, ValueError):
            return None


def run(program: Sequence[str], folder: Path, given: str = "") -> Outcome:
    """Run Python with these arguments in `folder`, apart from the user's own settings."""
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        result = subprocess.run(
            [sys.executable, "-I", "-B", "-X", "utf8", *program],
            cwd=folder,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return Outcome("", f"stopped after {LONGEST} seconds")
    if result.returncode:
        last = "\n".join(result.stderr.strip().splitlines()[-3:])
        return Outcome(result.stdout, last or f"ended with exit code {result.returncode}")
    return Outcome(result.stdout)
