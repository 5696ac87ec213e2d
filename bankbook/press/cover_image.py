"""The cover as a picture: e-readers show it on their shelves."""

from __future__ import annotations

import io

import pypdfium2

from bankbook.galley import Galley
from bankbook.press.layout import heard, lay_out

#: Pixels; the proportion 1 : 1.6 is what shops ask for.
SIZE = (1600, 2560)


def draw(galley: Galley) -> bytes:
    """The cover document of a galley as a PNG."""
    if galley.cover is None:
        raise ValueError("the galley has no cover")
    document = lay_out(galley.cover.markup, galley.cover_styles, galley.pictures)
    with heard("templates"):
        content = document.write_pdf()
    pdf = pypdfium2.PdfDocument(content)
    page = pdf[0]
    picture = page.render(scale=SIZE[0] / page.get_width()).to_pil()
    pdf.close()
    out = io.BytesIO()
    picture.resize(SIZE).convert("P", palette=1, colors=128).save(out, "PNG", optimize=True)
    return out.getvalue()
