"""What each code of a notice means, why, and an example of wrong and right."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
COLON = {"en": ": ", "zh": "："}
#: What stands above the examples.
NAMES = {"en": ("Wrong:", "Right:"), "zh": ("错误写法：", "正确写法：")}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The text for one code. `wrong` and `right` are pieces of a bank, perhaps empty."""

    code: str
    title: str
    why: str
    wrong: str = ""
    right: str = ""

    def text(self, language: str = "en") -> str:
        """For a terminal."""
        parts = [f"{self.code}{COLON[language]}{self.title}", self.why]
        for name, example in zip(NAMES[language], (self.wrong, self.right), strict=True):
            if example:
                indented = "\n".join(f"    {line}".rstrip() for line in example.split("\n"))
                parts.append(f"{name}\n\n{indented}")
        return "\n\n".join(parts)

    def markdown(self, language: str = "en") -> str:
        """For an editor or a Git host."""
        parts = [self.why]
        for name, example in zip(NAMES[language], (self.wrong, self.right), strict=True):
            if example:
                parts.append(f"{name}\n\n~~~~text\n{example}\n~~~~")
        return "\n\n".join(parts)


@cache
def every(language: str = "en") -> dict[str, Explanation]:
    """All explanations by code. Another language has a title and a why of its own for each; the
    examples are those in English."""
    if language != "en":
        return {code: replace(every()[code], **entry) for code, entry in _entries(language).items()}
    return {code: Explanation(code, **entry) for code, entry in _entries(language).items()}


def of(code: str, language: str = "en") -> Explanation:
    """The explanation of a code, which a test makes sure is there."""
    return every(language)[code]


def _entries(language: str) -> dict[str, dict[str, str]]:
    return {
        code: {key: value.strip("\n") for key, value in entry.items()}
        for path in sorted((FOLDER / language).glob("*.toml"))
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }
