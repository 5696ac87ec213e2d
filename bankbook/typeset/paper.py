"""Galleys for print: a document for each part of the book, which begins on a page of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from bankbook.compose import Book, Section
from bankbook.design import design, pages_of
from bankbook.galley import Asset, Document, Galley, PageStart
from bankbook.markup.engine import render_line
from bankbook.markup.reference import page_of
from bankbook.markup.spacing import spaced
from bankbook.typeset import prose, rendered
from bankbook.typeset.environment import HERE, Templates, sheet
from bankbook.typeset.font_faces import fonts_sheet

#: Kinds of sections before the contents, of a page or two each.
FIRST_LEAVES = ("cover", "half-title", "title-page", "colophon")

SHEETS = ("print.css", "code.css", "book.css", "cover.css")


def galley(
    book: Book, modified: datetime, theme: Path | None, pages: tuple[PageStart, ...] = ()
) -> Galley:
    """Typeset an edition for the PDF press, which knows its own pages. Raises BuildError where a
    template fails."""
    look = design(book.edition.design)
    place = replace(
        prose.setting(book, "print", lambda anchor: f"#{anchor}"),
        code_measure=(look.page(book.edition.trim, pages_of(book.bank)).measure - 18) / 8.5,
    )
    templates = Templates(theme)
    shared = {
        "book": book,
        "design": look,
        "words": book.words,
        "imprint": book.bank.imprint,
        "medium": "print",
        "href": place.href,
        "prose": rendered.again(prose.setter(place), rendered.circumstances(book, place), "print"),
        "caption": lambda text: Markup(render_line(prose.headline(text), place)),
        "page_of": lambda anchor: Markup(page_of(place.href(anchor))),
        "spaced": spaced,
        "modified": modified,
    }
    documents = []
    for sections in parts(book.sections):
        name, goes_on = sections[0].name, look.two_sided and sections[-1] is not book.sections[-1]
        markup = templates.render(
            "print/book.html.j2", sections=sections, goes_on=goes_on, **shared
        )
        documents.append(Document(f"{name}.html", markup, name, goes_on))
    names = [*SHEETS]
    names += ["two-sided.css"] if look.two_sided else []
    names += ["thumbs.css"] if look.thumbs else []
    names += look.sheets
    styles = (fonts_sheet(book.bank.imprint.language), *(sheet(name, theme) for name in names))
    pictures = (*prose.figures(book), *prose.formulas(place), *_ornaments())
    return Galley(book, tuple(documents), styles, pictures, modified)


def parts(sections: tuple[Section, ...]) -> list[tuple[Section, ...]]:
    """The sections in groups that are made up one by one: the book's first leaves together, and every
    later section by itself. Each group begins as a page does: on a recto, where parts do."""
    first = [section for section in sections if section.kind in FIRST_LEAVES]
    rest = [section for section in sections if section.kind not in FIRST_LEAVES]
    return [tuple(first), *((section,) for section in rest)] if first else [(s,) for s in rest]


def _ornaments() -> tuple[Asset, ...]:
    """Pictures that styles use."""
    return tuple(
        Asset(f"ornaments/{path.name}", "image/svg+xml", path.read_bytes())
        for path in sorted((HERE / "styles" / "ornaments").iterdir())
    )
