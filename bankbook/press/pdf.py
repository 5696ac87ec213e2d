"""Galley → PDF, by WeasyPrint."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from bankbook.design import Design, design, pages_of
from bankbook.fonts import FONTS
from bankbook.galley import Asset, Galley, Impression
from bankbook.notices import BuildError, Notice, Span
from bankbook.page_sheet import page_sheet
from bankbook.press import accessibility, margin_notes, page_map, page_numbers, production, proof
from bankbook.press.layout import heard, lay_out


def press(galley: Galley) -> Impression:
    """The PDF of a galley. Raises BuildError, and SystemPartMissing without Pango."""
    edition = galley.book.edition
    look = design(edition.design)
    document = _pages(galley, look)
    page_numbers.bind(document)
    remarks = proof.read(document)
    starts = page_map.read(document)
    if look.notes and look.two_sided:
        margin_notes.mirror(document)
    for page in document.pages:
        # One area to hit, and one Link in the tags, for a link: WeasyPrint makes one for each box in it.
        page.links = [link for link in page.links if link[3].link]
    imprint = galley.book.bank.imprint
    options: dict[str, Any] = {"pdf_tags": True, "pdf_identifier": imprint.identifier.encode()}
    if look.accessible:
        options |= accessibility.OPTIONS
    if look.ink:
        options |= production.OPTIONS
    with heard("templates"):
        content = bytes(document.write_pdf(**options))
    _only_our_fonts(content)
    if look.accessible:
        content = accessibility.finish(content, galley.book)
    if look.ink:
        content = production.finish(content, look, edition.signature or look.signature)
    return Impression(content, remarks, starts)


def _pages(galley: Galley, look: Design) -> Any:
    """The book laid out, again where it came out thicker than its gutter allows for."""
    trim = galley.book.edition.trim
    count = pages_of(galley.book.bank)
    while True:
        page = look.page(trim, count)
        sheet = Asset("styles/page.css", "text/css", page_sheet(look, page).encode())
        fonts, *styles = galley.styles
        document = lay_out(galley, galley.documents[0].markup, (fonts, sheet, *styles))
        if look.growth(len(document.pages)) <= look.growth(count):
            return document
        count = len(document.pages)


def _only_our_fonts(content: bytes) -> None:
    """Stop where a font that is not the book's got in: it would be a system's, or a bug."""
    ours = {font.family.replace(" ", "-") for font in FONTS}
    strange = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                name = str(item.get("/BaseFont", "/")).lstrip("/").split("+")[-1]
                if not any(name.startswith(family) for family in ours):
                    strange.add(name)
    if strange:
        raise BuildError(
            Notice("font-foreign", Span("styles"), f"the PDF would hold the font `{name}`")
            for name in sorted(strange)
        )
