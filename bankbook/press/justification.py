"""Justified lines of Chinese: the slack goes between characters, not into the few spaces.

WeasyPrint justifies by widening U+0020 alone, which tears a line of Chinese with two Latin words
in it apart. CLREQ (3.3, "Line adjustment") spreads the slack over the gaps between characters,
except before closing and after opening punctuation, and never inside a Latin word.

The widths are changed in the glyphs that Pango has shaped, as the line is drawn: letter-spacing
attributes would cut the line into pieces, undo the squeezing of punctuation (`chws`), and put
half of the space on the wrong side. This reaches into WeasyPrint's own functions, so it is written
for one version of it, which `test_justification.py` names.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout, create_layout

WRITTEN_FOR = "70.0"

#: Past this many ems a gap is a hole: such a line keeps its ragged end.
WIDEST = 0.4

CLOSING = "，。、；：？！）〕】》〉」』”’］｝%‰…·"
OPENING = "（〔【《〈「『“‘［｛"
#: Something in the line that is not text: a formula, a picture.
OBJECT = "\ufffc"
#: Characters without width, which allow or forbid a break.
NOTHING = "\u200b\u2060"


def _wide(character: str) -> bool:
    """Whether a character is Chinese or full-width: one that gaps may stand beside."""
    code = ord(character)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or (
        0x20000 <= code <= 0x3FFFF or character in "“”‘’…—·"
    )  # fmt: skip


def gap(left: str, right: str) -> bool:
    """Whether slack may go between two neighbours in a line."""
    if left == " " or left == "\u00a0":
        return True
    if right in " \u00a0" or left in OPENING or right in CLOSING:
        return False
    if left == right and left in "—…":
        return False
    return _wide(left) or _wide(right)


def _parts(box: Any) -> list[Any]:
    """The text boxes and objects of a line in order."""
    if isinstance(box, boxes.TextBox):
        return [box]
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        found = []
        for child in box.children:
            if child.is_in_normal_flow():
                found += _parts(child)
        return found
    return [box]


def _text(part: Any) -> str:
    return str(part.text) if isinstance(part, boxes.TextBox) else OBJECT


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Stand-in for WeasyPrint's function of this name: widen the line by `extra_width` px."""
    parts = _parts(line)
    text = [
        (part, index, sign)
        for part in parts
        for index, sign in enumerate(_text(part))
        if sign not in NOTHING
    ]
    signs = [sign for _, _, sign in text]
    places = [k for k in range(len(signs) - 1) if gap(signs[k], signs[k + 1])]
    if not places or extra_width / len(places) > WIDEST * line.style["font_size"]:
        return
    each = extra_width / len(places)
    wider: dict[int, dict[int, float]] = {}
    for place in places:
        part, index, _ = text[place]
        wider.setdefault(id(part), {})[index] = each
    _move(context, line, wider, 0.0)


def _move(context: Any, box: Any, wider: dict[int, dict[int, float]], shift: float) -> float:
    """Widen the boxes and move those after them; returns how far the next one moves."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        if gaps := wider.get(id(box)):
            if box.pango_layout.text != box.text:
                box.pango_layout = create_layout(box.text, box.style, context, None, 0)
                box.pango_layout.deactivate()
            offsets = {len(box.text[:index].encode()): extra for index, extra in gaps.items()}
            box.pango_layout.gaps = offsets
            box.width += sum(offsets.values())
            shift += sum(offsets.values())
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _move(context, child, wider, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
        # The gap after an object belongs to nobody's glyphs: what follows just stands further on.
        shift += sum(wider.get(id(box), {}).values())
    return shift


_reactivate, _get_first_line = Layout.reactivate, Layout.get_first_line


def _reactivated(self: Any, style: Any) -> None:
    _reactivate(self, style)
    self.to_widen = getattr(self, "gaps", None)


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
    inline.justify_line = justify_line
    Layout.reactivate, Layout.get_first_line = _reactivated, _first_line
