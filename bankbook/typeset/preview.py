"""The e-book's pages in a frame for the browser, for authors at work: contents at the side, the page
before and the page after, and a place for what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from bankbook.compose import Book
from bankbook.galley import Asset, Document, Galley
from bankbook.memo import memo
from bankbook.notices import Notice, Severity
from bankbook.typeset import ebook
from bankbook.typeset.embedding import for_screens
from bankbook.typeset.environment import Templates, sheet
from bankbook.typeset.page_list import parsed
from bankbook.wording import Wording, wording

#: Where on every page the state of things stands (`state`), which changes more often than pages.
STATE = '<div id="state"></div>'
#: What the frame itself loads has names that no file of a book can have.
OWN = "-/"
CONTENTS = "nav.xhtml"
#: The press draws the cover; on a screen the title page does.
COVER = "cover.xhtml"
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
LOADED = re.compile(r'((?:src|href)=")([^"#?:]+)"')


@dataclass(frozen=True, slots=True)
class Preview:
    """A book as browsers show it: `pages` are XHTML with a place for the state, `assets` what they
    load. `title` and `words` are the book's."""

    title: str
    words: Wording
    pages: tuple[Document, ...]
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed edition as the state tells it. `state` is current, building, stale, waiting
    or failed; `digest` tells its versions apart; `said` is what its making printed."""

    file: str
    state: str
    digest: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents. `documents` are those that it or a line below it leads to."""

    label: str
    href: str
    children: tuple[Line, ...]
    documents: frozenset[str]


def preview(
    book: Book, modified: datetime, theme: Path | None, printed: Sequence[str] = ()
) -> Preview:
    """The pages of an e-book edition for browsers; `printed` are the files of printed editions that
    have a page of their own to be looked at. Raises BuildError where a template fails."""
    plain = replace(book, edition=replace(book.edition, fonts=False, of=""))
    galley = ebook.galley(plain, modified, theme, places=True)
    assert galley.navigation is not None
    assets = (
        *galley.styles,
        *galley.pictures,
        *for_screens(book.bank.imprint.language, galley.documents, OWN),
        replace(sheet("preview.css", theme), name=f"{OWN}preview.css"),
    )
    marks = {asset.name: asset.digest for asset in assets}
    lines = tuple(_lines(parsed(galley.navigation).find(".//{*}nav/{*}ol")))
    labels = _labels(lines)
    templates = Templates(theme)
    spine = _spine(galley)
    pages = []
    for number, document in enumerate(spine):
        body, title = _parts(document)
        markup = templates.render(
            "preview/page.xhtml.j2",
            name=document.name,
            title=Markup(title),
            body=Markup(_fresh(body, marks)),
            styles=[f"/{name}?{marks[name]}" for name in marks if name.endswith(".css")],
            lines=lines,
            before=spine[number - 1] if number else None,
            after=spine[number + 1] if number + 1 < len(spine) else None,
            label=lambda other: labels.get(other.name) or Markup(_parts(other)[1]),
            imprint=book.bank.imprint,
            words=book.words,
        )
        pages.append(replace(document, markup=markup))
        _sound(pages[-1])
    pages += [_viewer(templates, file, marks, lines, book) for file in printed]
    return Preview(book.bank.imprint.title, book.words, tuple(pages), assets)


#: The words of the author's language.
WORDS = {"en": "en", "zh": "zh-CN"}


def state(
    seen: Preview | None,
    notices: Sequence[Notice],
    printed: Sequence[Printed],
    language: str = "en",
) -> str:
    """What stands above each page: the printed editions and what is wrong. By our own template only,
    since a theme's may be what is wrong. `language` speaks while there is no book that does."""
    return Templates().render(
        "preview/state.xhtml.j2",
        seen=seen,
        words=seen.words if seen else wording(WORDS[language]),
        errors=[notice for notice in notices if notice.severity is Severity.ERROR],
        warnings=[notice for notice in notices if notice.severity is not Severity.ERROR],
        printed=printed,
        quote=quote,
        coded=_coded,
    )


def _coded(text: str) -> Markup:
    """A message whose words between backticks are set as code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


def empty() -> Preview:
    """What is shown while there has never been a page: the frame alone."""
    own = sheet("preview.css")
    words = wording("en")
    markup = Templates().render("preview/empty.xhtml.j2", words=words)
    assets = (replace(own, name=f"{OWN}preview.css"),)
    return Preview("Bankbook", words, (Document(CONTENTS, markup),), assets)


def viewer_name(file: str) -> str:
    """The page that shows a printed edition and follows it."""
    return f"{OWN}{file}.xhtml"


def _viewer(
    templates: Templates, file: str, marks: dict[str, str], lines: tuple[Line, ...], book: Book
) -> Document:
    markup = templates.render(
        "preview/printed.xhtml.j2",
        file=file,
        styles=[f"/{name}?{marks[name]}" for name in marks if name.endswith(".css")],
        lines=lines,
        imprint=book.bank.imprint,
        words=book.words,
    )
    page = Document(viewer_name(file), markup)
    _sound(page)
    return page


def _spine(galley: Galley) -> tuple[Document, ...]:
    """The documents in reading order, the contents between the front matter and the first chapter."""
    documents = [document for document in galley.documents if document.name != COVER]
    chapters = (n for n, d in enumerate(documents) if d.section.startswith("chapter-"))
    body = next(chapters, len(documents))
    assert galley.navigation is not None
    return (*documents[:body], galley.navigation, *documents[body:])


def _lines(items: Any) -> Iterator[Line]:
    for item in items:
        link, inner = item.find("{*}a"), item.find("{*}ol")
        children = tuple(_lines(inner)) if inner is not None else ()
        href = link.get("href")
        documents = frozenset({href.partition("#")[0]}).union(*(c.documents for c in children))
        yield Line("".join(link.itertext()), href, children, documents)


def _labels(lines: Sequence[Line]) -> dict[str, str]:
    """What the contents call each document: the first line that leads to it."""
    found: dict[str, str] = {}
    for line in lines:
        found.setdefault(line.href.partition("#")[0], line.label)
        found = _labels(line.children) | found
    return found


@memo
def _parts(document: Document) -> tuple[str, str]:
    """What stands in a document's body, and its title, as markup."""
    _sound(document)
    body, title = BODY.search(document.markup), TITLE.search(document.markup)
    return body[1] if body else "", title[1] if title else ""


@memo
def _sound(document: Document) -> bool:
    """Whether the document is well-formed. Raises BuildError where it is not."""
    return parsed(document) is not None


def _fresh(body: str, marks: dict[str, str]) -> str:
    """The body with addresses that change when what is behind them does."""

    def marked(match: re.Match[str]) -> str:
        mark = marks.get(match[2])
        return f'{match[1]}{match[2]}?{mark}"' if mark else match[0]

    return LOADED.sub(marked, body)
