"""Notes in the outer margin: CSS places them for a recto; on a verso they change sides.

CSS has no outer margin for absolutely positioned boxes. This moves WeasyPrint's boxes after
layout, which is why it lives alone and its test names the version it was written for (70.0).
"""

from __future__ import annotations

from typing import Any

from weasyprint.document import Document, Page

CLASS = "facts-note"


def mirror(document: Document, first: int = 1) -> None:
    """Move the notes of every verso, links included. `first` is the number of the first page."""
    for index, page in enumerate(document.pages):
        if (first + index) % 2:
            continue
        box = page._page_box
        notes = list(_notes(box))
        for note in notes:
            left = note.position_x + note.margin_left - box.content_box_x()
            note.translate(dx=box.width - 2 * left - note.border_width())
        if notes:
            document.pages[index] = Page(box)


def _notes(box: Any) -> Any:
    for child in getattr(box, "all_children", lambda: ())():
        element = getattr(child, "element", None)
        named = element is not None and CLASS in (element.get("class") or "").split()
        if named and getattr(child, "is_absolutely_positioned", lambda: False)():
            yield child
        else:
            yield from _notes(child)
