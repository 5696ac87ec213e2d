"""Ids for new questions and chapters: from a title's Latin words, else its pinyin, else a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

#: Ids are for people to type: no longer than this, unless the first word is.
LONGEST = 32
MOST_SYLLABLES = 6
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[a-z][a-z0-9]*|\d+")
#: What says nothing of what a title is about.
SMALL = frozenset(
    ("a", "an", "the", "of", "is", "are", "do", "does", "to", "in", "on", "for", "and", "or", "it",
     "be", "by", "with", "what")
)  # fmt: skip


def unused(title: str, taken: Collection[str], fallback: str) -> str:
    """An id for a title that no other has; `fallback` with a number where the title gives none."""
    name = _latin(title) or _pinyin(title)
    number = 1
    if not name:
        name, number = fallback, 0
    found = name if number else f"{name}-1"
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _latin(title: str) -> str:
    """The title's Latin words, small and with hyphens; nothing if they do not say enough."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [word for word in LATIN.findall(plain.replace("'", "")) if word not in SMALL]
    letters = [word for word in words if word[0].isalpha()]
    # A single letter of a Chinese title (“n的和”) names nothing.
    if not any(len(word) > 1 for word in letters):
        return ""
    return _slug(words[words.index(letters[0]) :])


def _pinyin(title: str) -> str:
    if not HAN.search(title):
        return ""
    # It reads a large table: only where there is Chinese to be spelt.
    from pypinyin import lazy_pinyin

    spelt = " ".join(lazy_pinyin(title, errors="default")).replace("ü", "v")
    words = LATIN.findall(spelt.lower())
    while words and not words[0][0].isalpha():
        words.pop(0)
    return _slug(words[:MOST_SYLLABLES])


def _slug(words: list[str]) -> str:
    name = words[0] if words else ""
    for word in words[1:]:
        if len(name) + len(word) >= LONGEST:
            break
        name += f"-{word}"
    name = name[:LONGEST]
    return name if len(name) > 1 else ""
