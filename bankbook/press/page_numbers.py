"""Page numbers, bound late: a reference is laid out with `000`, and filled in when its page is known.

CSS's `target-counter` would lay most pages out twice more. Digits are of one width (`tabular-nums`),
so that only the number of digits can differ from the placeholder: the line is adjusted for that,
as the justification adjusts any line. This reaches into WeasyPrint's boxes, so it is written for one
version of it, which `test_page_numbers.py` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout, line_size

from bankbook.press import gaps, justification

WRITTEN_FOR = "70.0"
ATTRIBUTE = "data-page-of"


def bind(document: Document, first: int = 1) -> None:
    """Fill in every page number. `first` is the number of the document's first page."""
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, first):
        for anchor in page.anchors:
            pages.setdefault(f"#{anchor}", number)  # what goes on over pages is where it begins
    for index, page in enumerate(document.pages):
        lines = list(_lines(page._page_box))
        for line in lines:
            _fill(line, pages)
        if lines:
            document.pages[index] = Page(page._page_box)


def _number(box: Any) -> str | None:
    """The link whose page a text box is to show, if it is a page number's."""
    element = getattr(box, "element", None)
    if not isinstance(box, boxes.TextBox) or element is None:
        return None
    target: str | None = element.get(ATTRIBUTE)
    return target


def _lines(box: Any) -> Iterator[Any]:
    """The lines of a page that hold page numbers."""
    for child in getattr(box, "all_children", lambda: ())():
        if isinstance(child, boxes.LineBox) and any(map(_number, gaps.parts(child))):
            yield child
        yield from _lines(child)


def _fill(line: Any, pages: dict[str, int]) -> None:
    wider: dict[int, float] = {}
    justified = False
    for part in gaps.parts(line):
        justified = justified or bool(getattr(getattr(part, "pango_layout", None), "gaps", None))
        if target := _number(part):
            part.text = str(pages[target])
            part.pango_layout = create_layout(part.text, part.style, None, None, 0)
            width, _ = line_size(part.pango_layout.get_first_line()[0], part.style)
            part.pango_layout.deactivate()
            wider[id(part)] = width - part.width
    change = sum(wider.values())
    gaps.move(line, wider)
    if line.style["text_align_all"] in ("right", "end"):
        line.translate(dx=-change)
    elif justified:
        justification.stretch(line, -change)
