"""Justified lines of Chinese: the slack goes between characters, not into the few spaces.

WeasyPrint justifies by widening U+0020 alone, which tears a line of Chinese with two Latin words
in it apart. CLREQ ("Line adjustment", 行内调整) spreads the slack over the gaps between characters,
except before closing and after opening punctuation, and never inside a Latin word. Where a long
word would leave much slack, the line is squeezed first (先挤后拉): if full-width marks can give up
enough of their white for the word to fit, it goes on the line. A mark that opens a line always
gives up the white on its left, so that the left edge is straight; one that ends a line gives up
the white on its right where that saves the line from being loose.

This reaches into WeasyPrint's own functions, so it is written for one version of it, which
`test_justification.py` names.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from bankbook.press import gaps
from bankbook.press.gaps import Sign

WRITTEN_FOR = "70.0"

#: Past this many ems a gap is a hole: such a line keeps its ragged end, and is reported.
WIDEST = 0.4

#: Slack of fewer ems is spread unseen; a line with more is squeezed if that lets more text in.
LOOSE = 0.8

#: What a full-width mark can give up, in ems: its half is white (CLREQ 3.1.6).
WHITE = 0.5

#: Squeezed by no more than this part of their white, marks are even; gaps stretched by fewer ems
#: than that are not seen. Between the two, the lesser evil is taken.
GLADLY, VISIBLE = 0.6, 0.08

#: Pango counts in 1024ths of a point; in px.
ROUNDING = 0.05

CLOSING = "，。、；：？！）〕】》〉」』”’］｝%‰…·"
OPENING = "（〔【《〈「『“‘［｛"
#: Marks whose white is on the right, and can be squeezed.
SQUEEZED = "，。、；：）〕】》〉」』”’"
#: The font for headings squeezes no marks by itself (it has no `chws`).
UNSQUEEZED_FAMILY = "Noto Sans SC"


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


def white(line: list[str]) -> list[int]:
    """The gaps of a line, by the character before them, that hold half an em of white: after a
    closing mark and before an opening one. Two marks side by side are squeezed already (`chws`)."""
    marks = SQUEEZED + OPENING
    found = []
    for place, (sign, after) in enumerate(pairwise(line)):
        closing = sign in SQUEEZED and after not in marks
        if closing or (after in OPENING and sign not in marks and sign != " "):
            found.append(place)
    return found


def _edges(line: list[str]) -> tuple[int, int]:
    """How many half ems of white the first and the last mark of a line can give up: 0 or 1."""
    return int(line[:1] != [] and line[0] in OPENING), int(line[-1:] != [] and line[-1] in SQUEEZED)


def _characters(line: list[Sign]) -> list[str]:
    """The line's characters, without the space that hangs at its end."""
    found = [sign for _, _, sign in line]
    while found and found[-1] == " ":
        found.pop()
    return found


def text_align(context: Any, line: Any, available_width: float, last: bool) -> float:
    """Stand-in for WeasyPrint's function of this name: sets the edges of a line, and squeezes
    one that is too full. Returns how far the line is moved to the right, in px."""
    if line.style["font_family"][0] == UNSQUEEZED_FAMILY:
        _squeeze_neighbours(line)
    if line.style["text_align_all"] != "justify":
        return float(_text_align(context, line, available_width, last))
    half: float = WHITE * line.style["font_size"]
    found = gaps.signs(line)
    shown = _characters(found)
    start, end = _edges(shown)
    over = line.width - available_width - start * half
    places = white(shown)
    if over > 0 and over <= half * (len(places) + end) + ROUNDING:
        # The mark at the end gives way first: nobody sees that.
        over -= min(over, end * half)
        if places and over:
            gaps.widen(line, [found[place] for place in places], -over / len(places))
        return -start * half
    offset = float(_text_align(context, line, available_width + start * half, last))
    return offset - start * half


def _squeeze_neighbours(line: Any) -> None:
    """Take half an em out of the white between two marks side by side."""
    found = gaps.signs(line)
    marks = SQUEEZED + OPENING
    beside = [
        first
        for first, second in pairwise(found)
        if (first[2] in SQUEEZED and second[2] in marks)
        or (first[2] in OPENING and second[2] in OPENING)
    ]
    if beside:
        gaps.widen(line, beside, -WHITE * line.style["font_size"])


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
    shown = _characters(gaps.signs(line))
    # What comes next may be a mark that ends the line.
    room = WHITE * size * (len(white(shown)) + _edges(shown)[0] + 1)
    # bottom_space, skip_stack, containing_block; five lists to be filled; two styles
    lists = more[3:8]
    again: list[list[Any]] = [[] for _ in lists]
    arguments = (*more[:3], *again, *more[8:])
    fuller = _split_inline_box(context, box, position_x, max_x + room + ROUNDING, *arguments)
    shown = _characters(gaps.signs(fuller[0]))
    over = position_x + fuller[0].width - max_x
    start, end = (edge * WHITE * size for edge in _edges(shown))
    inside = WHITE * size * len(white(shown))
    most = inside + start + end
    if fuller[1] == resume_at or not 0 < over <= most + ROUNDING:
        return result
    # What the marks at the edges give up, nobody sees.
    if (
        over - start - end > GLADLY * inside
        and _stretch_of(line, max_x - position_x) <= VISIBLE * size
    ):
        return result  # marks without any white are the greater evil
    for old, new in zip(lists, again, strict=True):
        old[:] = new
    return fuller


def _stretch_of(line: Any, width: float) -> float:
    """By how many px each gap of a line would be stretched to fill so many."""
    places = sum(gap(left[2], right[2]) for left, right in pairwise(gaps.signs(line)))
    return (width - float(line.width)) / max(places, 1)


def _unsafe(box: Any) -> bool:
    """Whether laying out a line twice would count something twice: a footnote, a float."""
    for child in getattr(box, "children", ()):
        if not child.is_in_normal_flow() or getattr(child, "footnote", None) or _unsafe(child):
            return True
    return False


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Stand-in for WeasyPrint's function of this name: widen the line by `extra_width` px."""
    line.ragged = not stretch(line, extra_width)


def stretch(line: Any, extra: float) -> bool:
    """Spread `extra` px over the gaps of a line, or take them out; False where it has too few."""
    found = gaps.signs(line)
    after = [left for left, right in pairwise(found) if gap(left[2], right[2])]
    if not after or extra / len(after) > WIDEST * line.style["font_size"]:
        return False
    gaps.widen(line, after, extra / len(after))
    return True


_text_align, _split_inline_box = inline.text_align, inline.split_inline_box


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    gaps.install()
    inline.justify_line, inline.text_align = justify_line, text_align
    inline.split_inline_box = split_inline_box
