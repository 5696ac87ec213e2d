"""A document that is a whole PDF by itself: a cover."""

from __future__ import annotations

from bankbook.press import binding, font_files
from bankbook.press.forme import Order
from bankbook.press.gathering import Section, gather
from bankbook.press.workshop import Workshop


def press(order: Order, workshop: Workshop) -> bytes:
    """The PDF of one document. Raises BuildError, and SystemPartMissing without Pango."""
    (forme,) = workshop.make_up([order])
    pages = binding.numbers_of([forme], [1])
    if not binding.is_set(forme, pages):
        exact = {target: (len(str(page)),) for target, page in pages.items()}
        (forme,) = workshop.make_up([order.expecting(exact)], anew=True)
    streams = [binding.bind(page, index, pages) for index, page in enumerate(forme.pages, 1)]
    faces = font_files.merged(forme.faces)
    return gather([Section(forme, 0, streams)], faces, workshop.fonts(faces))
