"""Characters that no font of the book has, or no book can hold: named by their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from bankbook.checks.characters import CODE, TEXT, TITLE
from bankbook.fonts import covered
from bankbook.said import say

__all__ = ["CODE", "TEXT", "TITLE", "printable"]

#: Signs for which the fonts have a plainer one.
PLAINER = {
    "✅": "✓",
    "☑": "✓",
    "❌": "×",
    "❎": "×",
    "✗": "×",
    "✘": "×",
    "⭐": "★",
    "🌟": "★",
    "\u00a0": " ",
}
#: What is seen by nobody: marks of order, joiners, variants, soft hyphens.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@cache
def _letters(families: tuple[str, ...]) -> frozenset[int]:
    return frozenset().union(*(covered(family) for family in families))


def printable(text: str, families: tuple[str, ...], told: Callable[[str], None]) -> str:
    """The text with only what these fonts have; `told` hears of each character replaced.

    A character without a glyph becomes its code point in brackets: `〔U+1F600〕`.
    """
    if text.isascii() and not CONTROL.search(text):
        return text
    letters = _letters(families)
    result, missing = [], ""

    def close() -> None:
        nonlocal missing
        if missing:
            numbers = " ".join(f"U+{ord(sign):04X}" for sign in missing)
            result.append(f"〔{numbers}〕")
            told(
                say(
                    "no font of the book has {names} ({numbers})",
                    names=", ".join(dict.fromkeys(missing)),
                    numbers=numbers,
                )
            )
            missing = ""

    for sign in text:
        if (0x20 <= ord(sign) <= 0x7E or sign in "\n\t") or ord(sign) in letters:
            close()
            result.append(sign)
        elif UNSEEN.match(sign):
            told(say("the unseen character U+{number:04X} was left out", number=ord(sign)))
        elif sign in PLAINER and ord(PLAINER[sign]) in (letters | {0x20}):
            close()
            result.append(PLAINER[sign])
            told(say("{sign} became {plainer}", sign=sign, plainer=PLAINER[sign]))
        else:
            missing += sign
    close()
    return "".join(result)
