"""Galleys for covers: back, spine and front of a printed edition on one sheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bankbook.compose import Book
from bankbook.design import design
from bankbook.galley import Asset, Document, Galley
from bankbook.markup.spacing import spaced
from bankbook.page_sheet import wrapper_sheet
from bankbook.typeset.environment import Templates, sheet
from bankbook.typeset.font_faces import fonts_sheet

#: A spine narrower than this, in mm, has no room for a title.
LEAST_SPINE = 6.0


def galley(book: Book, modified: datetime, theme: Path | None, pages: int) -> Galley:
    """Typeset the cover of the edition that `book` plans, which has so many pages.

    The spine is as wide as the leaves are thick: two pages a leaf. Raises BuildError.
    """
    edition = book.edition
    look = design(edition.design)
    spine = pages / 2 * edition.caliper
    page = look.page(edition.trim, pages)
    markup = Templates(theme).render(
        "print/wrapper.html.j2",
        book=book,
        words=book.words,
        imprint=book.bank.imprint,
        medium="print",
        spaced=spaced,
        modified=modified,
        upright=upright(book.bank.imprint.title) if spine >= LEAST_SPINE else [],
    )
    sizes = Asset("styles/page.css", "text/css", wrapper_sheet(look, page, spine).encode())
    names = ("print.css", "cover.css", "wrapper.css")
    styles = (fonts_sheet(book.bank.imprint.language), *(sheet(name, theme) for name in names))
    return Galley(book, (Document("cover.html", markup),), (*styles, sizes), (), modified)


def upright(title: str) -> list[tuple[str, bool]]:
    """The title in pieces from the top of the spine: each Chinese character upright (True), each
    run of Latin turned, as in vertical writing."""
    pieces: list[tuple[str, bool]] = []
    for character in spaced(title):
        chinese = ord(character) >= 0x2E80
        if not chinese and pieces and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + character, False)
        elif character != " ":
            pieces.append((character, chinese))
    return [(piece.strip(), stands) for piece, stands in pieces]
