"""Where each page of a printed edition begins, so that an e-book can say it too.

A place is a block of the text, by the key that both editions give it (`data-at`, or its id), and how
far into the block the page begins, counted in what both editions print alike: characters other than
white space, a formula, a reference, a citation or a note's mark as one each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from bankbook.galley import PageStart
from bankbook.page_places import ATOMS, counted


def read(document: Document, first: int = 1) -> tuple[PageStart, ...]:
    """The start of each page that has text in its column. `first` is the first page's number."""
    found = []
    before: Counter[str] = Counter()
    seen: set[int] = set()
    for number, page in enumerate(document.pages, first):
        start: PageStart | None = None
        here: Counter[str] = Counter()
        for child in page._page_box.children:
            if isinstance(child, boxes.MarginBox):
                continue
            for key, atoms in _pieces(child, "", seen):
                if start is None:
                    start = PageStart(number, key, before[key])
                here[key] += atoms
        before.update(here)
        if start is not None and start.key:
            found.append(start)
    return tuple(found)


def _pieces(box: Any, key: str, seen: set[int]) -> Iterator[tuple[str, int]]:
    """What stands in a box in order: the key of its block, and how much of it."""
    if not box.is_in_normal_flow():
        return
    element = getattr(box, "element", None)
    if element is not None:
        key = element.get("data-at") or element.get("id") or key
        names = (element.get("class") or "").split()
        if "facts-note" in names:
            return
        if not ATOMS.isdisjoint(names):
            yield key, int(id(element) not in seen)
            seen.add(id(element))
            return
    if isinstance(box, boxes.TextBox):
        yield key, counted(box.text)
    elif isinstance(box, boxes.ReplacedBox):
        yield key, 1
    else:
        for child in getattr(box, "children", ()):
            yield from _pieces(child, key, seen)
