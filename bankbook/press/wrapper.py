"""Galley → the PDF of a printed edition's cover."""

from __future__ import annotations

from bankbook.design import design
from bankbook.galley import Galley
from bankbook.press import production
from bankbook.press.layout import heard, lay_out


def press(galley: Galley) -> bytes:
    """One page: back, spine, front. In the inks of the edition that it covers."""
    look = design(galley.book.edition.design)
    identifier = galley.book.bank.imprint.identifier.encode()
    document = lay_out(galley.documents[0].markup, galley.styles, galley.pictures)
    with heard("templates"):
        options = production.OPTIONS if look.ink else {}
        content = bytes(document.write_pdf(pdf_identifier=identifier, **options))
    return production.finish(content, look, 1) if look.ink else content
