"""Galleys for e-books: an XHTML document a section, the navigation document and the NCX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from bankbook.compose import Book, ContentsLine
from bankbook.galley import Document, Galley
from bankbook.markup.spacing import spaced
from bankbook.typeset import prose
from bankbook.typeset.environment import Templates, sheet
from bankbook.typeset.font_faces import fonts_sheet

#: What a reading system shows in its own way (the contents), or an e-book has no use for.
LEFT_OUT = ("half-title", "contents")

SHEETS = ("ebook.css", "code.css")


def file_name(section: str) -> str:
    """The document that holds a section."""
    return f"{section}.xhtml"


def galley(book: Book, modified: datetime, theme: Path | None) -> Galley:
    """Typeset an edition for the EPUB press. Raises BuildError where a template fails."""
    templates = Templates(theme)
    place = prose.setting(book, "ebook", _href(book, ""))
    sections = tuple(section for section in book.sections if section.kind not in LEFT_OUT)

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
            prose=prose.setter(replace(place, href=href)),
            spaced=spaced,
            modified=modified,
            **more,
        )
        return Document(name, markup, section)

    return Galley(
        book,
        documents=tuple(
            render("document.xhtml.j2", file_name(section.name), section.name, part=section)
            for section in sections
        ),
        styles=tuple(sheet(name, theme) for name in SHEETS),
        pictures=prose.figures(book),
        modified=modified,
        navigation=render("nav.xhtml.j2", "nav.xhtml"),
        ncx=render("toc.ncx.j2", "toc.ncx", depth=_depth(book.contents), next=next, order=count(1)),
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
