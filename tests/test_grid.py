"""Lines stand on the grid: 18 pt apart, whatever fonts are in them."""

from __future__ import annotations

from pathlib import Path

import weasyprint

from bankbook.press import grid
from tests.test_justification import pressed, words


def test_weasyprint_is_the_version_that_this_was_written_for() -> None:
    assert weasyprint.__version__ == grid.WRITTEN_FOR
    assert weasyprint.text.line_break.first_line_metrics is grid.first_line_metrics


def test_lines_of_any_fonts_are_18_points_apart(tmp_path: Path) -> None:
    """Chinese alone, Latin alone, both, code, bold: the same pitch."""
    texts = (
        "中文",
        "Latin",
        "中文 Latin",
        "<code>code</code> 中",
        "<strong>粗 bold</strong>",
        "中",
    )
    markup = f'<html lang="zh-CN"><body class="prose"><p>{"<br/>".join(texts)}</p></body></html>'
    first: dict[str, float] = {}
    for word in words(pressed(markup, tmp_path / "a.pdf")):
        first.setdefault(word.text, word.middle)
    assert abs(first["中"] - first["中文"] - 3 * 18) < 0.02
    assert abs(first["粗"] - first["中文"] - 4 * 18) < 0.02
