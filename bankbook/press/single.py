"""A document that is a whole PDF by itself: a cover."""

from __future__ import annotations

from bankbook.press import book_block
from bankbook.press.forme import Order
from bankbook.press.workshop import Workshop


def press(order: Order, workshop: Workshop) -> bytes:
    """The PDF of one document. Raises BuildError, and SystemPartMissing without Pango."""
    sections = book_block.numbered([order], workshop.make_up([order]), workshop)
    return book_block.joined(sections, workshop)
