"""Galley → PDF, by WeasyPrint."""

from __future__ import annotations

import io

import pikepdf

from bankbook.fonts import FONTS
from bankbook.galley import Galley
from bankbook.notices import BuildError, Notice, Span
from bankbook.press import margin_notes
from bankbook.press.layout import heard, lay_out


def press(galley: Galley) -> bytes:
    """The PDF of a galley. Raises BuildError, and SystemPartMissing without Pango."""
    document = lay_out(galley, galley.documents[0].markup, galley.styles)
    margin_notes.mirror(document)
    imprint = galley.book.bank.imprint
    with heard("templates"):
        identifier = imprint.identifier.encode()
        content = document.write_pdf(pdf_tags=True, pdf_identifier=identifier)
    _only_our_fonts(content)
    return bytes(content)


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
