"""The page-list of an e-book: marks where the pages of its printed edition begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from bankbook.galley import Document, PageStart
from bankbook.notices import BuildError, Notice, Span
from bankbook.page_places import ATOMS, UNCOUNTED
from bankbook.said import say

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
#: Elements that hold no text of their own: a mark stands before them.
CLOSED = frozenset({"table", "figure", "ul", "ol", "dl", "img"})
KEYS = ("data-at", "id")
PROLOGUE = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the printed edition, and where it begins in the e-book."""

    number: int
    href: str


def parsed(document: Document) -> Any:
    """The root of a document. Raises BuildError where a template made it ill-formed."""
    try:
        return etree.fromstring(document.markup.encode())
    except etree.XMLSyntaxError as error:
        span = Span(f"templates ({document.name})", error.lineno or 1)
        message = say("the page would not be well-formed: {msg}", msg=error.msg)
        raise BuildError([Notice("page-syntax", span, message)]) from None


def mark(
    documents: Iterable[Document], starts: Iterable[PageStart]
) -> tuple[tuple[Document, ...], tuple[Page, ...]]:
    """The documents with a mark where each page begins, and the pages in order. Takes the blocks'
    places, which nobody needs any more, out of the documents. Raises BuildError."""
    wanted: defaultdict[str, list[PageStart]] = defaultdict(list)
    for start in starts:
        wanted[start.key].append(start)
    marked: list[Document] = []
    pages: list[Page] = []
    for document in documents:
        root = parsed(document)
        # The deepest of the blocks with the same place: an item's paragraph, not the item.
        blocks = {
            key: element
            for element in root.iter(etree.Element)
            for name in reversed(KEYS)
            if (key := element.get(name))
        }
        for key, element in blocks.items():
            for start in reversed(wanted.pop(key, [])):
                _insert(element, start)
                pages.append(Page(start.number, f"{document.name}#page-{start.number}"))
        for element in root.iter(etree.Element):
            element.attrib.pop("data-at", None)
        markup = PROLOGUE + etree.tostring(root, encoding="unicode") + "\n"
        marked.append(replace(document, markup=markup))
    return tuple(marked), tuple(sorted(pages, key=lambda page: page.number))


def _insert(block: Any, start: PageStart) -> None:
    mark = etree.Element(f"{{{XHTML}}}span")
    mark.set(f"{{{EPUB}}}type", "pagebreak")
    mark.set("role", "doc-pagebreak")
    mark.set("id", f"page-{start.number}")
    mark.set("aria-label", str(start.number))
    names = set((block.get("class") or "").split())
    if (etree.QName(block).localname in CLOSED and not start.atoms) or not ATOMS.isdisjoint(names):
        block.addprevious(mark)
        return
    if not _walk(block, block, mark, start.atoms) and mark.getparent() is None:
        block.append(mark)


def _walk(block: Any, element: Any, mark: Any, left: int) -> int | None:
    """Put the mark into the block after `left` of what counts. Returns what is still left to go,
    or None when the mark is in its place."""
    rest = _text(element, "text", mark, left, element, 0)
    if rest is None:
        return None
    left = rest
    for child in list(element):
        if not isinstance(child.tag, str):
            continue
        names = set((child.get("class") or "").split())
        if not ATOMS.isdisjoint(names):
            left -= 1
        elif not any(child.get(key) for key in KEYS) and "facts-note" not in names:
            inner = _walk(block, child, mark, left)
            if inner is None:
                return None
            left = inner
        rest = _text(child, "tail", mark, left, element, element.index(child) + 1)
        if rest is None:
            return None
        left = rest
    return left


def _text(holder: Any, kind: str, mark: Any, left: int, parent: Any, index: int) -> int | None:
    """Put the mark into a run of text, if its place is there."""
    text = getattr(holder, kind) or ""
    for place, character in enumerate(text):
        if character in UNCOUNTED:
            continue
        if left <= 0:
            setattr(holder, kind, text[:place])
            mark.tail = text[place:]
            parent.insert(index, mark)
            return None
        left -= 1
    return left
