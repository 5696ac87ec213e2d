"""Binding: the page numbers of a book whose parts are made up, filled into their pages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping

from bankbook.press.forme import FOLIO, Forme, Line, Number, Page

BLANK = re.compile(rb"@([NXL])(\d+)@")


def is_set(forme: Forme, pages: Mapping[str, int]) -> bool:
    """Whether every line of a part is set for as many digits as its page numbers have."""
    return all(_counts(line, pages) in line.settings for page in forme.pages for line in page.lines)


def _counts(line: Line, pages: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(len(str(pages[target])) for target in line.targets)


def bind(page: Page, number: int, pages: Mapping[str, int]) -> bytes:
    """The content stream (zlib) of a page, which is the book's `number`th; `pages` are the page
    numbers of targets (`#anchor`)."""

    def value(blank: Number) -> str:
        return str(number if blank.target == FOLIO else pages[blank.target])

    def filled(match: re.Match[bytes]) -> bytes:
        kind, index = match[1], int(match[2])
        if kind == b"L":
            line = page.lines[index]
            return BLANK.sub(filled, line.settings[_counts(line, pages)])
        blank = page.numbers[index]
        digits = value(blank)
        if kind == b"N":
            return f"<{''.join(blank.glyphs[int(digit)] for digit in digits)}>".encode()
        return _short(blank.x - blank.shift * len(digits))

    if not page.numbers:
        return page.stream
    return zlib.compress(BLANK.sub(filled, zlib.decompress(page.stream)))


def _short(value: float) -> bytes:
    """A number as a PDF writes it."""
    return f"{value:f}".rstrip("0").rstrip(".").encode()


def numbers_of(formes: Iterable[Forme], starts: Iterable[int]) -> dict[str, int]:
    """The page number of every target of a book, whose parts start on these pages."""
    return {
        f"#{anchor}": start + page
        for forme, start in zip(formes, starts, strict=True)
        for anchor, (page, _, _) in forme.anchors.items()
    }
