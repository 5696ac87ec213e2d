"""What our extensions of WeasyPrint cost, and what the shortcuts save: the parts of a generated bank made
up in one process, with all of them and without each, as ratios from one run.

    .venv/bin/python benchmarks/extensions.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
QUESTIONS, ROUNDS = 60, 2

#: What is taken out, and how; run before anything is laid out.
WITHOUT = {
    "everything in": "",
    "grid": "line_break.first_line_metrics = grid._first_line_metrics",
    "justification": """
inline.text_align, inline.split_inline_box = justification._text_align, justification._split_inline_box
inline.justify_line = lambda context, line, extra: None""",
    "styles (most are inherited or initial)": "ComputedStyle.__missing__ = shortcuts._missing",
    "percentages": "back('resolve_percentages', shortcuts._resolve_percentages)",
    "floats that are not there": "back('avoid_collisions', shortcuts._avoid_collisions)",
    "empty boxes": "back('absolute_block', shortcuts._absolute_block)",
    "narrowest widths": "preferred.split_first_line = shortcuts._split_first_line",
    "struts once a style": "back('strut', shaping._strut)",
    "Pango's contexts and fonts once a style": "Layout.setup = shaping._setup",
    "lines shaped once for layout and drawing": "Layout.set_text = shaping._set_text; Layout.deactivate = DEACTIVATE",
    "documents read as XML": """
layout.ElementTree = type("None", (), {"ParseError": ValueError, "fromstring": staticmethod(lambda text: int(""))})""",
    "garbage looked for all the time": "makeup.without_searches = layout.without_searches = contextlib.nullcontext",
}

PROGRAM = """
import contextlib, sys, time
from pathlib import Path
from weasyprint.css import ComputedStyle
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout
DEACTIVATE = Layout.deactivate
from bankbook import pipeline
from bankbook.compose import compose
from bankbook.design import design, pages_of
from bankbook.galley import Asset
from bankbook.page_sheet import page_sheet
from bankbook.press import grid, justification, layout, makeup, pdf, shaping, shortcuts
from bankbook.typeset import TYPESETTERS
def back(name, function):
    for module in list(sys.modules.values()):
        if module.__name__.startswith("weasyprint.") and hasattr(module, name):
            setattr(module, name, function)
bank, _ = pipeline.load(Path(sys.argv[1]), "bank")
edition = bank.editions[0]
look = design(edition.design)
galley = TYPESETTERS["pdf"](compose(bank, edition), pipeline.moment(bank, None), None, ())
fonts, *styles = galley.styles
page = Asset("styles/page.css", "text/css", page_sheet(look, look.page(None, pages_of(bank))).encode())
orders = pdf._orders(galley, look, (fonts, page, *styles))
{without}
best = 1e9
for _ in range({rounds}):
    begin = time.process_time()
    for order in orders:
        makeup.make_up(order)
    best = min(best, time.process_time() - begin)
print(best)
"""


def seconds(bank: Path, without: str) -> float:
    program = PROGRAM.replace("{without}", without).replace("{rounds}", str(ROUNDS))
    environment = {"PYTHONPATH": str(HERE.parent), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-W", "ignore", "-c", program, str(bank)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(result.stdout)


def main() -> None:
    sys.path[:0] = [str(HERE.parent), str(HERE)]
    import generated

    with tempfile.TemporaryDirectory() as folder:
        bank = Path(folder) / "bank"
        generated.write(bank, QUESTIONS)
        base = seconds(bank, "")
        for name, without in WITHOUT.items():
            ratio = seconds(bank, without) / base
            print(f"{name:44} {ratio:5.2f} times the time", flush=True)


if __name__ == "__main__":
    main()
