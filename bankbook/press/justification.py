"""Justified lines of Chinese: the slack goes between characters, not into the few spaces.

WeasyPrint justifies by widening U+0020 alone, which tears a line of Chinese with two Latin words
in it apart. CLREQ (3.3, "Line adjustment") spreads the slack over the gaps between characters,
except before closing and after opening punctuation, and never inside a Latin word. Where a long
word would leave much slack, the line is squeezed first (先挤后拉): if full-width marks can give up
enough of their white for the word to fit, it goes on the line.

The widths are changed in the glyphs that Pango has shaped, as the line is drawn: letter-spacing
attributes would cut the line into pieces, undo the squeezing of punctuation (`chws`), and put
half of the space on the wrong side. This reaches into WeasyPrint's own functions, so it is written
for one version of it, which `test_justification.py` names.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout, create_layout

WRITTEN_FOR = "70.0"

#: Past this many ems a gap is a hole: such a line keeps its ragged end.
WIDEST = 0.4

#: Slack of fewer ems is spread unseen; a line with more is squeezed if that lets more text in.
LOOSE = 0.8

#: What a full-width mark can give up, in ems: its half is white (CLREQ 3.1.6).
WHITE = 0.5

CLOSING = "，。、；：？！）〕】》〉」』”’］｝%‰…·"
OPENING = "（〔【《〈「『“‘［｛"
#: Marks whose white is on the right, and can be squeezed.
SQUEEZED = "，。、；：）〕】》〉」』”’"
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


def _signs(line: Any) -> list[tuple[Any, int, str]]:
    """Every character that shows in a line: its box, its place in the box's text, itself."""
    return [
        (part, index, sign)
        for part in _parts(line)
        for index, sign in enumerate(_text(part))
        if sign not in NOTHING
    ]


def white(signs: list[str]) -> list[int]:
    """The gaps of a line, by the character before them, that hold half an em of white: after a
    closing mark and before an opening one. Two marks side by side are squeezed already (`chws`);
    the mark that ends a line keeps its white, so that the line ends at the measure."""
    marks = SQUEEZED + OPENING
    found = []
    for place, (sign, after) in enumerate(pairwise(signs)):
        closing = sign in SQUEEZED and after not in marks
        if closing or (after in OPENING and sign not in marks and sign != " "):
            found.append(place)
    return found


def text_align(context: Any, line: Any, available_width: float, last: bool) -> float:
    """Stand-in for WeasyPrint's function of this name: squeezes a line that is too full."""
    over = line.width - available_width
    if over > 0 and line.style["text_align_all"] == "justify":
        signs = _signs(line)
        places = white([sign for _, _, sign in signs])
        if places and over <= WHITE * line.style["font_size"] * len(places) + 1e-6:
            _change(context, line, signs, places, -over / len(places))
            return 0.0
    return float(_text_align(context, line, available_width, last))


def split_inline_box(context: Any, box: Any, position_x: float, max_x: float, *more: Any) -> Any:
    """Stand-in for WeasyPrint's function of this name: a loose line is tried again with what
    its marks could give up."""
    result = _split_inline_box(context, box, position_x, max_x, *more)
    if not isinstance(box, boxes.LineBox) or box.style["text_align_all"] != "justify":
        return result
    line, resume_at = result[0], result[1]
    size = box.style["font_size"]
    if resume_at is None or max_x - position_x - line.width <= LOOSE * size or _unsafe(box):
        return result
    room = WHITE * size * len(white([sign for _, _, sign in _signs(line)]))
    if not room:
        return result
    # bottom_space, skip_stack, containing_block; five lists to be filled; two styles
    lists = more[3:8]
    again: list[list[Any]] = [[] for _ in lists]
    arguments = (*more[:3], *again, *more[8:])
    fuller = _split_inline_box(context, box, position_x, max_x + room, *arguments)
    signs = [sign for _, _, sign in _signs(fuller[0])]
    while signs and signs[-1] == " ":  # hangs, and is cut off later
        signs.pop()
    over = position_x + fuller[0].width - max_x
    if fuller[1] == resume_at or not 0 < over <= WHITE * size * len(white(signs)):
        return result
    for old, new in zip(lists, again, strict=True):
        old[:] = new
    return fuller


def _unsafe(box: Any) -> bool:
    """Whether laying out a line twice would count something twice: a footnote, a float."""
    for child in getattr(box, "children", ()):
        if not child.is_in_normal_flow() or getattr(child, "footnote", None) or _unsafe(child):
            return True
    return False


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Stand-in for WeasyPrint's function of this name: widen the line by `extra_width` px."""
    signs = _signs(line)
    places = [k for k in range(len(signs) - 1) if gap(signs[k][2], signs[k + 1][2])]
    if places and extra_width / len(places) <= WIDEST * line.style["font_size"]:
        _change(context, line, signs, places, extra_width / len(places))


def _change(
    context: Any, line: Any, signs: list[tuple[Any, int, str]], places: list[int], each: float
) -> None:
    """Make the gaps after these characters wider by `each` px, or narrower."""
    wider: dict[int, dict[int, float]] = {}
    for place in places:
        part, index, _ = signs[place]
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


_text_align, _split_inline_box = inline.text_align, inline.split_inline_box
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
    inline.justify_line, inline.text_align = justify_line, text_align
    inline.split_inline_box = split_inline_box
    Layout.reactivate, Layout.get_first_line = _reactivated, _first_line
