"""Page numbers, bound late: a reference is laid out with `000`, and its page filled in when all of the
book's pages are known.

CSS's `target-counter` would lay most pages out twice more, and would need the whole book at once.
Digits are of one width (`tabular-nums`), so that only their count can differ from the placeholder. A
number alone in its line (a folio, a line of the contents) just begins further left or right; a line
of text is set once for each count of digits that may come, as the justification sets any line. What
is drawn has blanks in it, which `binding` fills.

This reaches into WeasyPrint's boxes and its drawing, so it is written for one version of it, which
`test_page_numbers.py` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from weasyprint import draw
from weasyprint.document import Document
from weasyprint.draw import text as drawn_text
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import create_layout, line_size

from bankbook.notices import BuildError, Notice, Span
from bankbook.press import gaps, justification
from bankbook.press.forme import ATTRIBUTE, FOLIO, Line, Number
from bankbook.said import say

WRITTEN_FOR = "70.0"

#: Counts of digits that a line is set for at most; others are asked for when they turn out to be needed.
MOST_SETTINGS = 12

DIGITS = "0123456789"
#: Properties of which the shape and the width of a digit depend.
SHAPING = ("font_family", "font_size", "font_weight", "font_style", "font_variant_numeric")


@dataclass
class Blanks:
    """What is left blank on the page that is being drawn on `stream`."""

    stream: Any
    digits: Mapping[str, tuple[int, ...]]
    glyphs: dict[Any, tuple[tuple[str, ...], float]]
    numbers: list[Number] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


_blanks: Blanks | None = None


@contextmanager
def blanks(
    stream: Any, digits: Mapping[str, tuple[int, ...]], glyphs: dict[Any, Any]
) -> Iterator[Blanks]:
    """While a page is drawn: its numbers are left blank and told. `glyphs` keeps what is known of a
    document's digits."""
    global _blanks
    _blanks = Blanks(stream, digits, glyphs)
    try:
        yield _blanks
    finally:
        _blanks = None


def mark(document: Document) -> None:
    """Find every page number of a document that is laid out, and remember it in its boxes."""
    for index, page in enumerate(document.pages, 1):
        for child in page._page_box.children:
            if isinstance(child, boxes.MarginBox):
                _mark_folio(child, str(index))
            else:
                _mark_lines(child)


def _mark_folio(box: Any, number: str) -> None:
    """A margin box that holds the page's counter alone; one that mixes it with text is refused."""
    content = box.style["content"]
    if not isinstance(content, tuple) or not any(_counter(item) for item in content):
        return
    line = next((child for child in box.descendants() if isinstance(child, boxes.LineBox)), None)
    parts = gaps.parts(line) if line else []
    if len(parts) != 1 or parts[0].text != number:
        message = say(
            "`counter(page)` must stand alone in a page's margin: numbers are filled in later"
        )
        raise BuildError([Notice("folio-mixed", Span("styles"), message)])
    parts[0].page_of = FOLIO
    line.page_numbers = (FOLIO,)  # type: ignore[union-attr]


def _counter(item: Any) -> bool:
    return bool(item[0] in ("counter()", "counters()") and item[1][0] in ("page", "pages"))


def _mark_lines(box: Any) -> None:
    for child in getattr(box, "all_children", lambda: ())():
        if isinstance(child, boxes.LineBox):
            found = []
            for part in gaps.parts(child):
                element = getattr(part, "element", None)
                if (
                    isinstance(part, boxes.TextBox)
                    and element is not None
                    and (target := element.get(ATTRIBUTE))
                ):
                    part.page_of = target
                    found.append(target)
            if found:
                child.page_numbers = tuple(found)
        _mark_lines(child)


def draw_inline_level(stream: Any, page: Any, box: Any, *more: Any, **options: Any) -> None:
    """Stand-in for WeasyPrint's function of this name: draws a line with numbers in it blank."""
    targets = getattr(box, "page_numbers", None)
    if _blanks is None or targets is None or _alone(box):
        _draw_inline_level(stream, page, box, *more, **options)
        return
    if stream is not _blanks.stream:
        message = say("a page number cannot stand in something transparent or turned")
        raise BuildError([Notice("number-in-group", Span("styles"), message)])
    for part in gaps.parts(box):
        part.alone = False
    operators, before = stream.stream, len(_blanks.numbers)
    sign = f"@L{len(_blanks.lines)}@".encode()
    operators.append(sign)
    begin = len(operators)
    _forget_state(stream)
    _draw_inline_level(stream, page, box, *more, **options)  # for its marks in the tags
    del operators[begin:], _blanks.numbers[before:]
    settings = {}
    for counts in _counts(targets, _blanks.digits):
        _forget_state(stream)
        _draw_inline_level(stream, page, _set_for(box, counts), *more, **options)
        settings[counts] = b"\n".join(map(_bytes, operators[begin:]))
        del operators[begin:]
    _forget_state(stream)
    _blanks.lines.append(Line(targets, settings))


def _bytes(operator: Any) -> bytes:
    if isinstance(operator, bytes):
        return operator
    return operator.data if hasattr(operator, "data") else str(operator).encode()


def _forget_state(stream: Any) -> None:
    """What is drawn next sets its own colour and font, whatever was drawn before."""
    stream._current_color = stream._current_color_stroke = None
    stream._current_alpha = stream._current_alpha_stroke = None
    stream._current_font = stream._old_font = None


def _alone(line: Any) -> bool:
    signs = [(part, sign) for part, _, sign in gaps.signs(line) if sign.strip()]
    return len({id(part) for part, _ in signs}) == 1


def _counts(
    targets: tuple[str, ...], digits: Mapping[str, tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """The counts of digits that a line is set for: every mixture of what may come, if they are few."""
    options = [digits.get(target, (1, 2, 3)) for target in targets]
    while len(mixed := list(product(*options))) > MOST_SETTINGS:
        longest = max(range(len(options)), key=lambda index: len(options[index]))
        options[longest] = options[longest][:-1]
    return mixed


def _set_for(line: Any, counts: tuple[int, ...]) -> Any:
    """A copy of a line whose numbers have so many digits, filled or aligned as the line is."""
    copy = _copied(line)
    wider: dict[int, float] = {}
    justified = False
    left = list(counts)
    for part in gaps.parts(copy):
        justified = justified or bool(getattr(getattr(part, "pango_layout", None), "gaps", None))
        if getattr(part, "page_of", None):
            part.text = "0" * left.pop(0)
            part.pango_layout = create_layout(part.text, part.style, None, None, 0)
            width, _ = line_size(part.pango_layout.get_first_line()[0], part.style)
            part.pango_layout.deactivate()
            wider[id(part)] = width - part.width
    change = sum(wider.values())
    gaps.move(copy, wider)
    if copy.style["text_align_all"] in ("right", "end"):
        copy.translate(dx=-change)
    elif justified:
        justification.stretch(copy, -change)
    return copy


def _copied(box: Any) -> Any:
    """A line's box and all in it that its setting moves; each remembers what it is a copy of."""
    copy = box.copy()
    copy.copy_of = box
    if isinstance(box, boxes.TextBox):
        if box.style["text_align_all"] == "justify":  # its gaps are its own
            copy.pango_layout = create_layout(box.text, box.style, None, None, 0)
            if (widened := getattr(box.pango_layout, "gaps", None)) is not None:
                copy.pango_layout.gaps = dict(widened)
            copy.pango_layout.deactivate()
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        copy.children = [
            _copied(child) if child.is_in_normal_flow() else child for child in box.children
        ]
    elif hasattr(box, "children"):
        copy = box.deepcopy()
        copy.copy_of = box
    return copy


@contextmanager
def marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    """Stand-in for WeasyPrint's function of this name: a copy's mark in the tags is its original's."""
    original = getattr(box, "copy_of", None)
    if self._tags is None or original is None:
        with _marked(self, box, tag):
            yield
        return
    self.stream += [f"/{tag}", f"<</MCID {self._tags[original]['mcid']}>>", b"BDC"]
    yield
    self.end_marked_content()


def draw_text(stream: Any, textbox: Any, *more: Any) -> None:
    """Stand-in for WeasyPrint's function of this name: the digits of a number are left blank."""
    target = getattr(textbox, "page_of", None)
    if _blanks is None or target is None:
        _draw_text(stream, textbox, *more)
        return
    style = textbox.style
    key = tuple(style[name] for name in SHAPING)
    if key not in _blanks.glyphs:
        _blanks.glyphs[key] = _digits_of(stream, textbox)
    glyphs, width = _blanks.glyphs[key]
    begin = max(0, len(stream.stream) - 1)
    _draw_text(stream, textbox, *more)
    operators, index = stream.stream, len(_blanks.numbers)
    shown = [k for k in range(begin, len(operators)) if _bytes(operators[k]).endswith(b"] TJ")]
    assert len(shown) == 1, "a page number is drawn in one piece"
    operators[shown[0]] = f"[@N{index}@] TJ".encode()
    x = shift = 0.0
    if getattr(textbox, "alone", True):
        matrix = next(k for k in range(shown[0], -1, -1) if _bytes(operators[k]).endswith(b" Tm"))
        fields = _bytes(operators[matrix]).split()
        share = {"right": 1.0, "end": 1.0, "center": 0.5}.get(textbox.style["text_align_all"], 0.0)
        x, shift = float(fields[4]) + share * width * len(textbox.text), share * width
        fields[4] = f"@X{index}@".encode()
        operators[matrix] = b" ".join(fields)
    _blanks.numbers.append(Number(target, glyphs, x, shift))


def _digits_of(stream: Any, textbox: Any) -> tuple[tuple[str, ...], float]:
    """The glyphs of the ten digits in the style of a text box, and the width of each in px."""
    sample = textbox.copy()
    sample.text = DIGITS
    sample.pango_layout = create_layout(DIGITS, sample.style, None, None, 0)
    width, _ = line_size(sample.pango_layout.get_first_line()[0], sample.style)
    font, begin = stream._current_font, len(stream.stream)
    drawn_text.draw_first_line(stream, sample, "clip", "none", drawn_text.Matrix())
    shown = b"".join(_bytes(operator) for operator in stream.stream[begin:]).decode()
    del stream.stream[begin:]
    stream._current_font = font
    found = re.findall(r"<([0-9a-f]+)>", shown)
    glyphs = "".join(found)
    assert len(glyphs) == 40, "the digits of a page number are of one font, a glyph each"
    return tuple(glyphs[k : k + 4] for k in range(0, 40, 4)), width / len(DIGITS)


_draw_inline_level, _draw_text, _marked = draw.draw_inline_level, draw.draw_text, Stream.marked


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    draw.draw_inline_level, draw.draw_text = draw_inline_level, draw_text
    Stream.marked = marked
