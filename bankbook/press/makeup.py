"""Making up: a part of the book laid out and drawn by WeasyPrint, as a forme.

This is what workers do, so it takes and gives plain data. It reaches into WeasyPrint's PDF writer,
so it is written for one version of it, which `test_page_numbers.py` names.
"""

from __future__ import annotations

import gc
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pydyf
import weasyprint
from weasyprint import pdf as weasyprint_pdf
from weasyprint.matrix import Matrix
from weasyprint.pdf import fonts as pdf_fonts
from weasyprint.text.ffi import ffi, harfbuzz

from bankbook.press import margin_notes, page_map, page_numbers, proof
from bankbook.press.fonts_used import faces
from bankbook.press.forme import Forme, Order, Page
from bankbook.press.layout import heard, lay_out, without_searches

WRITTEN_FOR = "70.0"

#: Points in a px.
SCALE = 0.75

#: A process that does nothing but make up parts looks for cyclic garbage after so many pages.
PAGES_BETWEEN_SEARCHES = 60
_since_search = 0

page_numbers.install()


def make_up(order: Order) -> Forme:
    """Lay out and draw a part. Raises BuildError with what WeasyPrint complains about."""
    global _since_search
    with without_searches():
        forme = _made_up(order)
        _since_search += len(forme.pages)
        if _since_search > PAGES_BETWEEN_SEARCHES:
            gc.collect()
            _since_search = 0
    return forme


def _made_up(order: Order) -> Forme:
    document = lay_out(order.markup, order.styles, order.pictures, order.label)
    if order.goes_on:
        document.pages.pop()
    page_numbers.mark(document)
    remarks = proof.read(document)
    starts = {start.number: start for start in page_map.read(document)}
    if order.mirrored:
        margin_notes.mirror(document)
    for page in document.pages:
        # One area to hit, and one Link in the tags, for a link: WeasyPrint makes one for each box in it.
        page.links = [link for link in page.links if link[3].link]
    drawn: list[Any] = []
    glyphs: dict[Any, Any] = {}
    for page in document.pages:
        page.paint = partial(_paint, page, order, glyphs, drawn)
    with heard(order.label), _as_a_part():
        pdf = weasyprint_pdf.generate_pdf(document, None, 1, **_options(order))
    used = faces(document.fonts.values())
    pages = []
    for index, (stream, blanks) in enumerate(drawn):
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))
        pages.append(
            Page(
                zlib.compress(content),
                tuple(blanks.numbers),
                tuple(blanks.lines),
                starts.get(index + 1),
            )
        )
        stream.stream = []
    anchors: dict[str, tuple[int, float, float]] = {}
    bookmarks = []
    for index, page in enumerate(document.pages):
        matrix = Matrix(SCALE, 0, 0, -SCALE, 0, page.height * SCALE)
        for name, (x, y, *_) in page.anchors.items():
            anchors.setdefault(name, (index, *matrix.transform_point(x, y)))
        for level, label, (x, y), state in page.bookmarks:
            bookmarks.append((level, label, index, *matrix.transform_point(x, y), state))
    links = frozenset(
        target for page in document.pages for kind, target, *_ in page.links if kind == "internal"
    )
    return Forme(
        _skeleton(pdf, order.name), tuple(pages), anchors, tuple(bookmarks), links, remarks, used
    )


def _options(order: Order) -> dict[str, Any]:
    """What WeasyPrint is to write: its own defaults, the order's, and what a kind of PDF asks for."""
    options: dict[str, Any] = weasyprint.DEFAULT_OPTIONS | dict(order.options)
    if variant := options["pdf_variant"]:
        for name, value in weasyprint_pdf.VARIANTS[variant][1].items():
            if options[name] is None:
                options[name] = value
    return options


def _paint(
    page: Any, order: Order, glyphs: dict[Any, Any], drawn: list[Any], stream: Any, scale: float = 1
) -> None:
    with page_numbers.blanks(stream, order.digits, glyphs) as blanks:
        weasyprint.document.Page.paint(page, stream, scale)
    drawn.append((stream, blanks))


def _skeleton(pdf: Any, name: str) -> bytes:
    """The part's PDF: its pages with links and tags, without what belongs to the whole book."""
    for key in ("Names", "Outlines"):
        pdf.catalog.pop(key, None)
    _plain_text(pdf)
    for item in pdf.objects:
        # Cells and their heads know each other by a name, which must be the only one in the book.
        if isinstance(item, pydyf.Dictionary) and item.get("S") in ("/TH", "/TD"):
            if "ID" in item:
                item["ID"] = pydyf.String(f"{name}-{item['ID'].string}")
            if heads := item.get("A", {}).get("Headers"):
                item["A"]["Headers"] = pydyf.Array(
                    pydyf.String(f"{name}-{head.string}") for head in heads
                )
    out = io.BytesIO()
    pdf.write(out, b"1.7", b"part", compress=True)
    return out.getvalue()


def _plain_text(pdf: Any) -> None:
    """Text belongs to its paragraph at once, not to a span of its own that says nothing: half of a
    book's objects are such spans."""
    objects = pdf.objects
    renamed: dict[bytes, tuple[bytes, int]] = {}
    for item in objects:
        if (
            isinstance(item, pydyf.Dictionary)
            and item.get("S") == "/Span"
            and len(item) == 5
            and len(item["K"]) == 1
            and isinstance(item["K"][0], int)
            and objects[int(item["P"].split()[0])].get("S") != "/Document"
        ):
            renamed[item.reference] = (item["P"], item["K"][0])
    for item in objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem":
            item["K"] = pydyf.Array(
                renamed[kid][1] if isinstance(kid, bytes) and kid in renamed else kid
                for kid in item["K"]
            )
        elif isinstance(item, pydyf.Dictionary) and "Nums" in item:
            nums = item["Nums"]
            for place, value in enumerate(nums):
                if isinstance(value, pydyf.Array):
                    nums[place] = pydyf.Array(_final(ref, renamed) for ref in value)
                elif isinstance(value, bytes):
                    nums[place] = _final(value, renamed)
    for reference in renamed:
        objects[int(reference.split()[0])].clear()


def _final(reference: bytes, renamed: dict[bytes, tuple[bytes, int]]) -> bytes:
    while reference in renamed:
        reference = renamed[reference][0]
    return reference


def _all_links(pages: list[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Stand-in for WeasyPrint's function of this name: a link may lead to another part of the book.
    Anchors become names when the book is gathered."""
    for page in pages:
        yield page.links, []


def _no_fonts(pdf: Any, *more: Any) -> Any:
    """Stand-in for WeasyPrint's function of this name: fonts are for the whole book."""
    return pydyf.Dictionary()


def _no_outlines(pdf: Any, *more: Any) -> None:
    """Stand-in for WeasyPrint's function of this name: the outline is for the whole book."""


def _length(face: Any, *more: Any) -> range:
    """Stand-in for `get_hb_object_data`: of a font's 14 MB a part wants to know the length alone."""
    blob = harfbuzz.hb_face_reference_blob(face)
    with ffi.new("unsigned int *") as length:
        harfbuzz.hb_blob_get_data(blob, length)
        found = range(int(length[0]))
    harfbuzz.hb_blob_destroy(blob)
    return found


_STAND_INS: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (weasyprint_pdf, "resolve_links", _all_links),
    (weasyprint_pdf, "build_fonts_dictionary", _no_fonts),
    (weasyprint_pdf, "add_outlines", _no_outlines),
    (pdf_fonts, "get_hb_object_data", _length),
)


@contextmanager
def _as_a_part() -> Iterator[None]:
    """While a part is written, leave out what is the whole book's."""
    kept = [getattr(module, name) for module, name, _ in _STAND_INS]
    for module, name, function in _STAND_INS:
        setattr(module, name, function)
    try:
        yield
    finally:
        for (module, name, _), function in zip(_STAND_INS, kept, strict=True):
            setattr(module, name, function)
