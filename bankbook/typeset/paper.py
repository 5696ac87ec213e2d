"""Galleys for print: one document with every section in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bankbook.compose import Book
from bankbook.galley import Document, Galley
from bankbook.markup.spacing import spaced
from bankbook.typeset import prose
from bankbook.typeset.environment import Templates, sheet
from bankbook.typeset.font_faces import fonts_sheet

SHEETS = ("print.css", "code.css", "handbook.css", "cover.css")


def galley(book: Book, modified: datetime, theme: Path | None) -> Galley:
    """Typeset an edition for the PDF press. Raises BuildError where a template fails."""
    place = prose.setting(book, "print", lambda anchor: f"#{anchor}")
    templates = Templates(theme)
    markup = templates.render(
        "print/book.html.j2",
        book=book,
        words=book.words,
        imprint=book.bank.imprint,
        medium="print",
        href=place.href,
        prose=prose.setter(place),
        spaced=spaced,
        modified=modified,
    )
    styles = (fonts_sheet(book.bank.imprint.language), *(sheet(name, theme) for name in SHEETS))
    pictures = (*prose.figures(book), *prose.formulas(place))
    return Galley(book, (Document("book.html", markup),), styles, pictures, modified)
