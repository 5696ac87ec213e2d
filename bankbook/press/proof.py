"""Reading the proofs: what went wrong on the laid-out pages, as notices with file and line.

A line that could not be filled without a hole is left ragged (CLREQ, line adjustment); a formula, a table or a
word that cannot be broken may be wider than the column. Both are printed, and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from bankbook.notices import Notice, Severity, Span
from bankbook.press import gaps
from bankbook.said import say

#: In px: how far the white of a mark at a line's end may hang over, and what is too small to see.
HANGING, UNSEEN = 7.5, 0.7

THINGS = {
    "img": say("a formula or a picture"),
    "table": say("a table"),
    "pre": say("a line of code"),
}


def read(document: Document) -> tuple[tuple[int, Notice], ...]:
    """What is to be remarked on the pages, in order: the page, from 0, and a notice that names it
    as `{page}`."""
    found: dict[tuple[int, Notice], None] = {}
    for index, page in enumerate(document.pages):
        box = page._page_box
        edge = box.content_box_x() + box.width
        for child in box.children:
            if not isinstance(child, boxes.MarginBox):
                found.update(
                    dict.fromkeys(
                        (index, each) for each in _remarks(child, Span("templates"), edge)
                    )
                )
    return tuple(found)


def _remarks(box: Any, place: Span, edge: float) -> Iterator[Notice]:
    if box.is_absolutely_positioned() or isinstance(box, boxes.FootnoteAreaBox):
        return
    element = getattr(box, "element", None)
    if element is not None and (at := element.get("data-at")):
        file, _, line = at.rpartition(":")
        place = Span(file, int(line))
    if isinstance(box, boxes.LineBox) and getattr(box, "ragged", False):
        text = "".join(
            "…" if sign == gaps.OBJECT or getattr(part, "page_of", None) else sign
            for part, _, sign in gaps.signs(box)
        )
        message = say(
            "a line on page {page} cannot be filled without a hole: {text}",
            page="{page}",
            text=text.strip(),
        )
        hint = say("reword it, or let a long word or formula stand elsewhere in the sentence")
        yield Notice("line-loose", place, message, hint, Severity.WARNING)
    right = box.position_x + box.margin_width() if hasattr(box, "margin_width") else 0.0
    tag = getattr(box, "element_tag", "") or ""
    allowed = (
        HANGING if isinstance(box, (boxes.TextBox, boxes.LineBox, boxes.InlineBox)) else UNSEEN
    )
    if right > edge + allowed and (tag in THINGS or isinstance(box, boxes.TextBox)):
        what = THINGS.get(tag, say("a word"))
        over = (right - edge) * 25.4 / 96
        message = say(
            "{what} on page {page} is {over:.0f} mm wider than the column",
            what=what,
            page="{page}",
            over=over,
        )
        yield Notice("too-wide", place, message, say("shorten or divide it"), Severity.WARNING)
        return
    for child in getattr(box, "children", ()):
        yield from _remarks(child, place, edge)
