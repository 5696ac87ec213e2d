"""About on which page a target will be, before its part is made up: of how many digits its page
number may be. A wrong guess costs time, never correctness."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bankbook.press.forme import ATTRIBUTE

ID = re.compile(r' id="([^"]+)"')
REFERENCE = re.compile(rf'{ATTRIBUTE}="([^"]+)"')

#: Characters of a part's HTML to a page, and how wrong that may be.
CHARACTERS_PER_PAGE = 3600
SLACK = 1.35


def digits(markups: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """For every target (`#anchor`) the counts of digits that its page number may have, likeliest
    first. `markups` are the parts of the book in order."""
    found: dict[str, tuple[int, ...]] = {}
    before = 0.0
    for markup in markups:
        for match in ID.finditer(markup):
            page = before + 1 + match.start() / CHARACTERS_PER_PAGE
            likely = len(str(int(page)))
            low = len(str(max(1, int(page / SLACK) - 3)))
            high = len(str(int(page * SLACK) + 3))
            others = (count for count in range(low, high + 1) if count != likely)
            found.setdefault(f"#{match[1]}", (likely, *others))
        before += max(1.0, len(markup) / CHARACTERS_PER_PAGE) + 0.5
    return found


def wanted(markup: str, known: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Of what is known, what a part refers to."""
    return {target: known[target] for target in set(REFERENCE.findall(markup)) if target in known}
