"""The cover as a picture: e-readers show it on their shelves."""

from __future__ import annotations

import io

from bankbook.galley import Galley
from bankbook.press import single
from bankbook.press.forme import Order
from bankbook.press.workshop import Workshop
from bankbook.store import key

#: Pixels; the proportion 1 : 1.6 is what shops ask for.
SIZE = (1600, 2560)


def draw(galley: Galley, workshop: Workshop) -> bytes:
    """The cover document of a galley as a PNG."""
    if galley.cover is None:
        raise ValueError("the galley has no cover")
    order = Order("cover", galley.cover.markup, galley.cover_styles, galley.pictures)
    picture_key = key("cover image", workshop.key(order))
    kept: bytes | None = workshop.store.get(picture_key)
    if kept is None:
        kept = _drawn(single.press(order, workshop))
        workshop.store.put(picture_key, kept)
    return kept


def _drawn(content: bytes) -> bytes:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    page = pdf[0]
    picture = page.render(scale=SIZE[0] / page.get_width()).to_pil()
    pdf.close()
    out = io.BytesIO()
    picture.resize(SIZE).convert("P", palette=1, colors=128).save(out, "PNG", optimize=True)
    return out.getvalue()
