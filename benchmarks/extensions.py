"""What our extensions of WeasyPrint cost: the layout of the real book with and without
each of them, in one run, as ratios.

.venv/bin/python benchmarks/extensions.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from bankbook import pipeline
from bankbook.compose import compose
from bankbook.design import design
from bankbook.galley import Asset
from bankbook.page_sheet import page_sheet
from bankbook.press import gaps, grid, justification, margin_notes, page_numbers
from bankbook.press.layout import lay_out
from bankbook.typeset import TYPESETTERS

ROOT = Path(__file__).parent.parent
ROUNDS = 2


def with_all() -> None:
    grid.install()
    justification.install()


def without_justification() -> None:
    with_all()
    inline.text_align = justification._text_align
    inline.split_inline_box = justification._split_inline_box
    inline.justify_line = ORIGINAL
    Layout.reactivate, Layout.get_first_line = gaps._reactivate, gaps._get_first_line


def without_grid() -> None:
    with_all()
    line_break.first_line_metrics = grid._first_line_metrics


def ORIGINAL(context: object, line: object, extra: float) -> None:
    """WeasyPrint's own justification: wider spaces."""
    if spaces := inline.count_expandable_spaces(line):
        inline.add_word_spacing(context, line, extra / spaces, 0)


def main() -> None:
    bank, _ = pipeline.load(ROOT / "book", "book")
    book = compose(bank, bank.editions[0])
    galley = TYPESETTERS["pdf"](book, pipeline.moment(bank, None), None)
    look = design("handbook")
    fonts, *styles = galley.styles
    page = Asset("styles/page.css", "text/css", page_sheet(look, look.page()).encode())
    sheets = (fonts, page, *styles)

    def seconds(install: Callable[[], None]) -> float:
        install()
        start = time.process_time()
        document = lay_out(galley, galley.documents[0].markup, sheets)
        elapsed = time.process_time() - start
        if install is with_all:
            start = time.process_time()
            page_numbers.bind(document)
            margin_notes.mirror(document)
            late.append(time.process_time() - start)
        return elapsed

    late: list[float] = []
    variants = {"all": with_all, "justification": without_justification, "grid": without_grid}
    best = dict.fromkeys(variants, float("inf"))
    for _ in range(ROUNDS):
        for name, install in variants.items():
            best[name] = min(best[name], seconds(install))
    with_all()
    for name in ("justification", "grid"):
        print(f"{name:32} {best['all'] / best[name] - 1:+6.1%} of the layout without it")
    print(f"{'page numbers and margin notes':32} {min(late) / best['all']:+6.1%} of the layout")


if __name__ == "__main__":
    main()
