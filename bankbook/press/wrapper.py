"""Galley → the PDF of a printed edition's cover."""

from __future__ import annotations

from bankbook.design import design
from bankbook.galley import Galley
from bankbook.press import production, single
from bankbook.press.forme import Order
from bankbook.press.workshop import Workshop


def press(galley: Galley, workshop: Workshop) -> bytes:
    """One page: back, spine, front. In the inks of the edition that it covers."""
    look = design(galley.book.edition.design)
    options: dict[str, object] = {
        "pdf_identifier": galley.book.bank.imprint.identifier.encode(),
        **(production.OPTIONS if look.ink else {}),
    }
    order = Order(
        name="cover",
        markup=galley.documents[0].markup,
        styles=galley.styles,
        pictures=galley.pictures,
        options=tuple(sorted(options.items())),
    )
    content = single.press(order, workshop)
    return production.finish(content, look, 1) if look.ink else content
