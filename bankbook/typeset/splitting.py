"""Documents of an e-book that are too large for e-readers, divided between questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from bankbook.galley import Document
from bankbook.memo import memo
from bankbook.typeset.page_list import PROLOGUE, parsed

#: Bytes; e-readers lay out a document at a time, and old ones refuse those of more than 300 kB.
MOST = 240_000
LINK = re.compile(r'((?:href|src)=")([^"#]*)#([^"]+)"')


def split(documents: Iterable[Document]) -> tuple[tuple[Document, ...], dict[str, str]]:
    """The documents, large ones divided between their articles, and where each anchor that has
    moved stands now."""
    pieces: list[Document] = []
    moved: dict[str, str] = {}
    for document in documents:
        parts = _parts(document)
        for part in parts[1:]:
            moved |= dict.fromkeys(re.findall(r' id="([^"]+)"', part.markup), part.name)
        pieces += parts
    return tuple(relinked(piece, moved) for piece in pieces) if moved else tuple(pieces), moved


def relinked(document: Document, moved: Mapping[str, str]) -> Document:
    """A document whose links follow the anchors that have moved."""

    def follow(match: re.Match[str]) -> str:
        target = moved.get(match[3])
        if target is None:
            # What stayed is in the first piece; a link from a later piece must name it.
            name = match[2] or (document.section and f"{document.section}.xhtml") or ""
            return f'{match[1]}{"" if name == document.name else name}#{match[3]}"'
        return f'{match[1]}{"" if target == document.name else target}#{match[3]}"'

    return replace(document, markup=LINK.sub(follow, document.markup)) if moved else document


@memo
def _parts(document: Document) -> tuple[Document, ...]:
    if len(document.markup.encode()) <= MOST:
        return (document,)
    root = parsed(document)
    articles = root.findall(".//{*}section/{*}article")
    if len(articles) < 2:
        return (document,)
    holder = articles[0].getparent()
    groups: list[list[etree._Element]] = [[]]
    size = 0
    for article in articles:
        length = len(etree.tostring(article))
        if groups[-1] and size + length > MOST:
            groups.append([])
            size = 0
        groups[-1].append(article)
        size += length
    for article in articles:
        holder.remove(article)
    stem = document.name.removesuffix(".xhtml")
    found = []
    for number, group in enumerate(groups, 1):
        copy = deepcopy(root)
        section = next(
            element for element in copy.iter("{*}section") if element.get("id") == holder.get("id")
        )
        if number > 1:
            # The chapter's heading stands over each piece, and is a target in the first only.
            for element in list(section.iter(etree.Element)):
                element.attrib.pop("id", None)
        section.extend(group)
        name = document.name if number == 1 else f"{stem}-{number}.xhtml"
        markup = PROLOGUE + etree.tostring(copy, encoding="unicode") + "\n"
        found.append(Document(name, markup, document.section))
    return tuple(found)
