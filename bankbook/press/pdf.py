"""Galley → PDF: parts made up one by one, their pages numbered, joined to one book."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bankbook.design import Design, design, pages_of
from bankbook.galley import Asset, Document, Galley, Impression
from bankbook.page_sheet import page_sheet
from bankbook.press import accessibility, book_block, estimates, production
from bankbook.press.forme import Forme, Order
from bankbook.press.workshop import Workshop
from bankbook.said import filled

PICTURE = re.compile(r'src="([^"]+)"')


def press(galley: Galley, workshop: Workshop) -> Impression:
    """The PDF of a galley. Raises BuildError, and SystemPartMissing without Pango."""
    edition = galley.book.edition
    look = design(edition.design)
    orders, formes = _made_up(galley, look, workshop)
    sections = book_block.numbered(orders, formes, workshop)
    content = book_block.joined(sections, workshop)
    workshop.stage("finish")
    if look.accessible:
        content = accessibility.finish(content, galley.book)
    if look.ink:
        content = production.finish(content, look, edition.signature or look.signature)
    remarks, pages = [], []
    for section in sections:
        forme, start = section.forme, section.start
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
