"""Galleys for e-books: an XHTML document a section, the navigation document and the NCX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from bankbook.compose import Book, ContentsLine
from bankbook.galley import Document, Galley, PageStart
from bankbook.markup.spacing import spaced
from bankbook.typeset import page_list as pages_of
from bankbook.typeset import prose, rendered, splitting
from bankbook.typeset.embedding import embedded, fonts_of
from bankbook.typeset.environment import Templates, sheet
from bankbook.typeset.font_faces import fonts_sheet

#: What a reading system shows in its own way (the contents), or an e-book has no use for.
LEFT_OUT = ("half-title", "contents")

SHEETS = ("ebook.css",)


def file_name(section: str) -> str:
    """The document that holds a section."""
    return f"{section}.xhtml"


def galley(
    book: Book,
    modified: datetime,
    theme: Path | None,
    pages: tuple[PageStart, ...] = (),
    *,
    places: bool = False,
) -> Galley:
    """Typeset an edition for the EPUB press; `pages` are those of the printed edition that it tells.
    `places` leaves on each block the place in the author's files that it comes from, for a preview,
    which has no printed pages. Raises BuildError where a template fails."""
    templates = Templates(theme)
    place = replace(
        prose.setting(book, "ebook", _href(book, "")), pictures=book.edition.formulas == "svg"
    )
    digest = rendered.circumstances(book, place)
    sections = tuple(section for section in book.sections if section.kind not in LEFT_OUT)
    sheets = tuple(sheet(name, theme) for name in SHEETS)

    def render(template: str, name: str, section: str = "", **more: object) -> Document:
        href = _href(book, section)
        markup = templates.render(
            f"ebook/{template}",
            book=book,
            sections=sections,
            words=book.words,
            imprint=book.bank.imprint,
            medium="ebook",
            design=None,
            file_name=file_name,
            href=href,
            prose=rendered.again(prose.setter(replace(place, href=href)), digest, section),
            spaced=spaced,
            modified=modified,
            **more,
        )
        return Document(name, markup, section)

    whole = tuple(
        render("document.xhtml.j2", file_name(section.name), section.name, part=section)
        for section in sections
    )
    documents, moved = splitting.split(whole)
    documents, page_list = (documents, ()) if places else pages_of.mark(documents, pages)
    navigation = render("nav.xhtml.j2", "nav.xhtml", pages=page_list)
    ncx = render(
        "toc.ncx.j2",
        "toc.ncx",
        next=next,
        depth=_depth(book.contents),
        order=count(1),
        pages=page_list,
    )
    fonts = embedded(book, documents) if book.edition.fonts else ()
    return Galley(
        book,
        documents=documents,
        styles=(*sheets, *((fonts_of(fonts),) if fonts else ())),
        pictures=(*prose.figures(book), *fonts),
        modified=modified,
        navigation=splitting.relinked(navigation, moved),
        ncx=splitting.relinked(ncx, moved),
        cover=render("cover.html.j2", "cover.html"),
        cover_styles=(
            fonts_sheet(book.bank.imprint.language),
            sheet("print.css", theme),
            sheet("cover.css", theme),
            sheet("cover-image.css", theme),
        ),
    )


def _href(book: Book, current: str) -> Callable[[str], str]:
    """Links from the document of the section `current` to an anchor anywhere in the book."""

    def href(anchor: str) -> str:
        section = book.places[anchor]
        return f"#{anchor}" if section == current else f"{file_name(section)}#{anchor}"

    return href


def _depth(lines: tuple[ContentsLine, ...]) -> int:
    """How deep the contents go: what the NCX calls `dtb:depth`."""
    return 1 + max((_depth(line.children) for line in lines), default=0) if lines else 0
