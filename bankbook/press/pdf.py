"""Galley → PDF: parts made up one by one, their pages numbered, joined to one book."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from bankbook.design import Design, design, pages_of
from bankbook.galley import Asset, Document, Galley, Impression
from bankbook.notices import BuildError, Notice, Span
from bankbook.page_sheet import page_sheet
from bankbook.press import accessibility, binding, estimates, font_files, production
from bankbook.press.forme import Forme, Order
from bankbook.press.gathering import Section, gather
from bankbook.press.workshop import Workshop
from bankbook.said import filled, say

PICTURE = re.compile(r'src="([^"]+)"')


def press(galley: Galley, workshop: Workshop) -> Impression:
    """The PDF of a galley. Raises BuildError, and SystemPartMissing without Pango."""
    edition = galley.book.edition
    look = design(edition.design)
    orders, formes = _made_up(galley, look, workshop)
    starts = [0, *accumulate(len(forme.pages) for forme in formes)][:-1]
    workshop.stage("bind")
    sections, formes = _bound(orders, formes, starts, workshop)
    faces = font_files.merged(face for forme in formes for face in forme.faces)
    files = workshop.fonts(faces)
    workshop.stage("gather")
    content = gather(sections, faces, files)
    workshop.stage("finish")
    if look.accessible:
        content = accessibility.finish(content, galley.book)
    if look.ink:
        content = production.finish(content, look, edition.signature or look.signature)
    remarks, pages = [], []
    for forme, start in zip(formes, starts, strict=True):
        for page, notice in forme.remarks:
            message = filled(notice.message, page=start + page + 1)
            remarks.append(replace(notice, message=message))
        for index, sheet in enumerate(forme.pages):
            if sheet.starts:
                pages.append(replace(sheet.starts, number=start + index + 1))
    return Impression(content, tuple(remarks), tuple(pages))


def _made_up(galley: Galley, look: Design, workshop: Workshop) -> tuple[list[Order], list[Forme]]:
    """The parts made up, again where the book came out thicker than its gutter allows for."""
    count = pages_of(galley.book.bank)
    while True:
        page = look.page(galley.book.edition.trim, count)
        sheet = Asset("styles/page.css", "text/css", page_sheet(look, page).encode())
        fonts, *styles = galley.styles
        orders = _orders(galley, look, (fonts, sheet, *styles))
        formes = workshop.make_up(orders)
        pages = sum(len(forme.pages) for forme in formes)
        if look.growth(pages) <= look.growth(count):
            return orders, formes
        count = pages


def _orders(galley: Galley, look: Design, styles: tuple[Asset, ...]) -> list[Order]:
    pictures = {asset.name: asset for asset in galley.pictures}
    ornaments = [asset for asset in galley.pictures if asset.name.startswith("ornaments/")]
    digits = estimates.digits([document.markup for document in galley.documents])
    imprint = galley.book.bank.imprint
    options: dict[str, object] = {
        "pdf_tags": True,
        "pdf_identifier": imprint.identifier.encode(),
    }
    options |= accessibility.OPTIONS if look.accessible else {}
    options |= production.OPTIONS if look.ink else {}
    return [
        Order(
            name=document.section,
            markup=document.markup,
            styles=styles,
            pictures=(*_pictures(document, pictures), *ornaments),
            mirrored=look.notes and look.two_sided,
            goes_on=document.goes_on,
            options=tuple(sorted(options.items())),
            digits=estimates.wanted(document.markup, digits),
        )
        for document in galley.documents
    ]


def _pictures(document: Document, pictures: Mapping[str, Asset]) -> list[Asset]:
    names = sorted(set(PICTURE.findall(document.markup)))
    return [pictures[name] for name in names if name in pictures]


def _bound(
    orders: Sequence[Order], formes: Sequence[Forme], starts: Sequence[int], workshop: Workshop
) -> tuple[list[Section], list[Forme]]:
    """The parts with their page numbers in them. Where a line is set for other counts of digits than
    turn out, its part is made up once more."""
    pages = binding.numbers_of(formes, [start + 1 for start in starts])
    missing = {link for forme in formes for link in forme.links if f"#{link}" not in pages}
    if missing:
        raise BuildError(
            Notice(
                "layout",
                Span("templates"),
                say("a link leads to `#{link}`, which is nowhere", link=link),
            )
            for link in missing
        )
    exact = {target: (len(str(page)),) for target, page in pages.items()}
    wrong = [index for index, forme in enumerate(formes) if not binding.is_set(forme, pages)]
    again = [
        orders[index].expecting(estimates.wanted(orders[index].markup, exact)) for index in wrong
    ]
    final = list(formes)
    for index, forme in zip(wrong, workshop.make_up(again, anew=True), strict=True):
        final[index] = forme
    sections = []
    for forme, start in zip(final, starts, strict=True):
        streams = [
            binding.bind(page, start + index + 1, pages) for index, page in enumerate(forme.pages)
        ]
        sections.append(Section(forme, start, streams))
    return sections, final
