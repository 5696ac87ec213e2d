"""Notes in the outer margin: CSS places them for a recto; on a verso they change sides.

CSS has no outer margin for absolutely positioned boxes. This moves WeasyPrint's boxes after
layout, which is why it lives alone and its test names the version it was written for (70.0).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document, Page

WRITTEN_FOR = "70.0"
CLASS = "facts-note"


def mirror(document: Document, first: int = 1) -> None:
    """Move the notes of every verso, links included. `first` is the number of the first page."""
    for index, page in enumerate(document.pages):
        box = page._page_box
        left_over = _left_over(box)
        for parent, note in left_over:
            parent.children = tuple(child for child in parent.children if child is not note)
        verso = (first + index) % 2 == 0
        notes = [note for _, note in _notes(box)] if verso else []
        for note in notes:
            left = note.position_x + note.margin_left - box.content_box_x()
            note.translate(dx=box.width - 2 * left - note.border_width())
        if notes or left_over:
            document.pages[index] = Page(box)


def _left_over(page_box: Any) -> list[tuple[Any, Any]]:
    """Pieces of notes that stand on a page a second time, with the boxes that hold them.

    Where a question does not fit on a page and goes to the next, WeasyPrint forgets that it had
    begun to break the question's note, and sets the rest of it on the next page as well: beside the
    question's own, or, where another part of the book begins there, outside of any question.
    """
    by_element: dict[Any, list[tuple[Any, Any]]] = {}
    for parent, note in _notes(page_box):
        by_element.setdefault(note.element, []).append((parent, note))
    found = []
    for pairs in by_element.values():
        pairs.sort(key=lambda pair: pair[1].height)
        whole = pairs.pop()
        found += pairs
        if whole[0].element is None or whole[1].element not in list(whole[0].element):
            found.append(whole)
    return found


def _notes(box: Any) -> Iterator[tuple[Any, Any]]:
    """The notes in a box, each with the box that holds it."""
    for child in getattr(box, "all_children", lambda: ())():
        element = getattr(child, "element", None)
        named = element is not None and CLASS in (element.get("class") or "").split()
        if named and getattr(child, "is_absolutely_positioned", lambda: False)():
            yield box, child
        else:
            yield from _notes(child)
