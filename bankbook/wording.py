"""What the book says of itself (“Figure 3”, “answer on page”), by language, from `words/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. Called with a key and what it needs, gives the text."""

    language: str
    words: dict[str, Any]

    def __call__(self, key: str, **fields: object) -> str:
        """The words for `key`; a dot leads into a table: `kinds.concept`. Raises KeyError."""
        value: Any = self.words
        for part in key.split("."):
            value = value[part]
        return str(value).format(**fields)

    def __hash__(self) -> int:
        return hash(self.language)


@cache
def wording(language: str) -> Wording:
    """The words of a language for which `words/` has a file."""
    path = WORDS / f"{language}.toml"
    return Wording(language, tomllib.loads(path.read_text(encoding="utf-8")))
