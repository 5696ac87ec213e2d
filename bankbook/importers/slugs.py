"""Names for ids and folders: from a title's Latin words and the pinyin of its Chinese."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pypinyin import lazy_pinyin

#: The schema allows 64; what makes a name unique needs room.
LONGEST = 48
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def slug(title: str, longest: int = LONGEST) -> str:
    """A name for a title, the same each time: `KV cache 占多少` gives `kv-cache-zhan-duo-shao`."""
    spelled = "-".join(lazy_pinyin(title[:300]))
    latin = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", latin.replace("'", ""))
    if parts and not parts[0][0].isalpha():
        parts.insert(0, "q")
    name = ""
    for part in parts:
        longer = f"{name}-{part}" if name else part[:longest]
        if len(longer) > longest:
            break
        name = longer
    if len(name) < 2:
        return f"q-{hashlib.sha256(title.encode(errors='replace')).hexdigest()[:8]}"
    return name


def unused(name: str, taken: set[str]) -> str:
    """The name, or the first of `name-2`, `name-3` … that is not taken; takes it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def is_slug(name: str) -> bool:
    return bool(SLUG.fullmatch(name)) and 2 <= len(name) <= 60
