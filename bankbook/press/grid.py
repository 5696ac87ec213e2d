"""Lines on the grid: every line of a size is as high as `line-height` says, whatever its fonts.

WeasyPrint takes a line's box from the fonts that stand in it. STIX Two and Noto Serif have
different ascents, so a line with both, which is every line, grew past its 18 pt. Here each run of
text is one em high with its baseline at 0.88 em, as in Noto Serif SC's own em box: lines keep
their pitch, and cells of a table's row their common baseline, in any mixture of fonts.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import line_break

WRITTEN_FOR = "70.0"

#: Height of the baseline above the foot of the em box, from the top: the font's own typo ascender.
ASCENT = 0.88

_first_line_metrics = line_break.first_line_metrics


def first_line_metrics(
    first_line: Any,
    text: Any,
    layout: Any,
    resume_at: Any,
    space_collapse: Any,
    style: Any,
    hyphenated: bool = False,
    hyphenation_character: Any = None,
) -> tuple[Any, ...]:
    """Stand-in for WeasyPrint's function of this name."""
    size = style["font_size"]
    layout, length, resume_at, width, _, _ = _first_line_metrics(
        first_line,
        text,
        layout,
        resume_at,
        space_collapse,
        style,
        hyphenated,
        hyphenation_character,
    )
    return layout, length, resume_at, width, size, ASCENT * size


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    line_break.first_line_metrics = first_line_metrics
