"""Saddle-stitch imposition: two pages a side of A4, to be printed on both sides, folded and stitched.

Print on both sides, turned on the short edge; then fold each gathering in the middle.
"""

from __future__ import annotations

import io

import pikepdf

from bankbook.design import MILLIMETRE

#: A4 across, in points.
SHEET = (297 * MILLIMETRE, 210 * MILLIMETRE)
#: A book of no more pages is one gathering; a thicker one is stitched in gatherings of eight sheets.
ONE_GATHERING, GATHERING = 48, 32


def sides(pages: int, signature: int | None = None) -> list[tuple[int | None, int | None]]:
    """The pages on each side of each sheet, left and right, from 0; None is blank.

    `signature` is the number of pages of a gathering, rounded up to whole sheets of four.
    """
    if signature is None:
        signature = pages if pages <= ONE_GATHERING else GATHERING
    signature = -(-signature // 4) * 4
    found: list[tuple[int | None, int | None]] = []
    for start in range(0, pages, signature):
        # The last gathering has only the sheets that it needs.
        size = min(signature, -(-(pages - start) // 4) * 4)
        here = [page if page < pages else None for page in range(start, start + size)]
        for sheet in range(size // 4):
            found.append((here[size - 1 - 2 * sheet], here[2 * sheet]))
            found.append((here[2 * sheet + 1], here[size - 2 - 2 * sheet]))
    return found


def impose(content: bytes, signature: int | None = None) -> bytes:
    """The booklet of a PDF edition: its pages, each scaled to half of a sheet."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as pdf:
        for left, right in sides(len(source.pages), signature):
            sheet = pdf.add_blank_page(page_size=SHEET)
            drawn = [
                _draw(pdf, sheet, source.pages[number], place)
                for place, number in enumerate((left, right))
                if number is not None
            ]
            sheet.Contents = pdf.make_stream(b"\n".join(drawn))
        with (
            source.open_metadata() as before,
            pdf.open_metadata(set_pikepdf_as_editor=False) as now,
        ):
            for key in ("dc:title", "dc:creator", "dc:description"):
                if key in before:
                    now[key] = before[key]
        for key in ("/Title", "/Author", "/Subject", "/CreationDate", "/ModDate"):
            if key in source.docinfo:
                pdf.docinfo[key] = source.docinfo[key]
        pdf.Root.PageLayout = pikepdf.Name.SinglePage
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(Duplex=pikepdf.Name.DuplexFlipShortEdge)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _draw(pdf: pikepdf.Pdf, sheet: pikepdf.Page, page: pikepdf.Page, side: int) -> bytes:
    """The operators that draw a page on its half of a sheet: at the fold, in the middle of the
    height. `side` is 0 for the left half."""
    form = pdf.copy_foreign(page.as_form_xobject())
    name = sheet.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Side{side}"))
    left, bottom, right, top = (float(value) for value in page.trimbox)
    width, height = right - left, top - bottom
    half, depth = SHEET[0] / 2, SHEET[1]
    scale = min(half / width, depth / height)
    start = half - width * scale if side == 0 else half
    foot = (depth - height * scale) / 2
    matrix = (scale, 0, 0, scale, start - left * scale, foot - bottom * scale)
    return b"q %s cm %s Do Q" % (
        " ".join(f"{value:.5f}" for value in matrix).encode(),
        str(name).encode(),
    )
