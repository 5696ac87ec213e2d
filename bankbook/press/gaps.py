"""The gaps of a line that is set: made wider or narrower, in the glyphs that Pango has shaped.

The widths are changed as the line is drawn: letter-spacing attributes would cut the line into
pieces, undo the squeezing of punctuation (`chws`), and put half of the space on the wrong side.
This reaches into WeasyPrint's boxes and its Pango layouts, so it is written for one version of it,
which `test_justification.py` names.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, create_layout

WRITTEN_FOR = "70.0"

#: Something in the line that is not text: a formula, a picture.
OBJECT = "\ufffc"
#: Characters without width, which allow or forbid a break.
NOTHING = "\u200b\u2060"


#: A character that shows in a line: its box, its place in the box's text, itself.
Sign = tuple[Any, int, str]


def parts(box: Any) -> list[Any]:
    """The text boxes and objects of a line in order."""
    if isinstance(box, boxes.TextBox):
        return [box]
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        found = []
        for child in box.children:
            if child.is_in_normal_flow():
                found += parts(child)
        return found
    return [box]


def _text(part: Any) -> str:
    return str(part.text) if isinstance(part, boxes.TextBox) else OBJECT


def signs(line: Any) -> list[Sign]:
    """Every character that shows in a line, in order."""
    return [
        (part, index, sign)
        for part in parts(line)
        for index, sign in enumerate(_text(part))
        if sign not in NOTHING
    ]


def widen(line: Any, after: list[Sign], each: float) -> None:
    """Make the gaps after these characters of a line wider by `each` px, or narrower."""
    wider: dict[int, dict[int, float]] = {}
    for part, index, _ in after:
        wider.setdefault(id(part), {})[index] = each
    _move(line, wider, 0.0)


def move(line: Any, wider: dict[int, float]) -> None:
    """Move what stands after boxes that have become wider by so many px, by the boxes' `id`."""
    _move(line, {key: {-1: extra} for key, extra in wider.items()}, 0.0)


def _move(box: Any, wider: dict[int, dict[int, float]], shift: float) -> float:
    """Widen the boxes and move those after them; returns how far the next one moves."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        if gaps := wider.get(id(box)):
            if box.pango_layout.text != box.text:
                box.pango_layout = create_layout(box.text, box.style, None, None, 0)
                box.pango_layout.deactivate()
            offsets = dict(getattr(box.pango_layout, "gaps", ()))
            for index, extra in gaps.items():
                if index >= 0:  # else the box has the width already
                    offset = len(box.text[:index].encode())
                    offsets[offset] = offsets.get(offset, 0.0) + extra
            box.pango_layout.gaps = offsets
            box.width += sum(gaps.values())
            shift += sum(gaps.values())
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _move(child, wider, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
        # The gap after an object belongs to nobody's glyphs: what follows just stands further on.
        shift += sum(wider.get(id(box), {}).values())
    return shift


_reactivate, _get_first_line = Layout.reactivate, Layout.get_first_line


def _reactivated(self: Any, style: Any) -> None:
    """A layout that is still there is drawn as it is, the first time; drawn again, it is made again,
    without the gaps that it was given."""
    gaps = getattr(self, "gaps", None)
    if hasattr(self, "layout") and not getattr(self, "widened", False):
        pango.pango_layout_set_width(self.layout, -1)
    else:
        _reactivate(self, style)
    self.to_widen, self.widened = gaps, bool(gaps)


def _first_line(self: Any) -> Any:
    found = _get_first_line(self)
    if gaps := getattr(self, "to_widen", None):
        self.to_widen = None
        _widen(found[0], gaps)
    return found


def _widen(line: Any, gaps: dict[int, float]) -> None:
    """Add the gaps, by the byte of the character before them, to the advances of a shaped line."""
    run = line.runs
    while run != ffi.NULL:
        item = run.data
        glyphs, clusters = item.glyphs, item.glyphs.log_clusters
        start, count = item.item.offset, item.glyphs.num_glyphs
        for index in range(count):
            if index + 1 < count and clusters[index + 1] == clusters[index]:
                continue  # not the last glyph of its character
            if extra := gaps.get(start + clusters[index]):
                glyphs.glyphs[index].geometry.width += round(extra * TO_UNITS)
        run = run.next


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    Layout.reactivate, Layout.get_first_line = _reactivated, _first_line
