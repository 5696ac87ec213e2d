"""How fast a book is built, against other engines and against itself, as ratios from one run.

    .venv/bin/pip install typst==0.15.2 pypandoc_binary==1.17 && apt-get install texlive-xetex texlive-lang-chinese
    .venv/bin/python benchmarks/performance.py            the table, and how cost grows: half an hour
    .venv/bin/python benchmarks/performance.py --quick    without the large banks

Writes docs/performance.json, from which `benchmarks/growth.py` draws the plot.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import generated  # noqa: E402
import rivals  # noqa: E402

QUESTIONS = 300
SIZES = (100, 300, 1000, 3000, 10_000)


@dataclass
class Cost:
    """Wall time and CPU time in seconds; the most memory of any one process, in MB."""

    seconds: float
    cpu: float
    megabytes: float


def run(command: list[str], **more: str) -> Cost:
    """Run a program to its end, watching it and all that it begins."""
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)} | more
    before = os.times()
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    most: dict[int, float] = {}
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, most, done))
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - begin
    done.set()
    watcher.join()
    after = os.times()
    assert code == 0, command
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Cost(seconds, cpu, max(most.values(), default=0.0))


def _watch(pid: int, most: dict[int, float], done: threading.Event) -> None:
    while not done.wait(0.1):
        for each in _family(pid):
            try:
                status = Path(f"/proc/{each}/status").read_text()
            except OSError:
                continue
            peak = [line for line in status.splitlines() if line.startswith("VmHWM")]
            if peak:
                most[each] = int(peak[0].split()[1]) / 1024


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(member for child in map(int, children) for member in _family(child))]


def build(bank: Path, out: Path, edition: str, cache: Path) -> Cost:
    command = [sys.executable, "-m", "bankbook", "build", edition, "--book", str(bank)]
    return run([*command, "--out", str(out), "--quiet"], BANKBOOK_CACHE=str(cache))


#: WeasyPrint alone: the same pages from one document, page numbers by `target-counter`.
PLAIN = """
import sys
from pathlib import Path
from bankbook import pipeline
from bankbook.compose import compose
from bankbook.design import design, pages_of
from bankbook.fonts import FONTS
from bankbook.page_sheet import page_sheet
from bankbook.typeset import TYPESETTERS, paper
paper.parts = lambda sections: [sections]
bank, _ = pipeline.load(Path(sys.argv[1]), "bank")
edition = next(e for e in bank.editions if e.format == "pdf")
look = design(edition.design)
galley = TYPESETTERS["pdf"](compose(bank, edition), pipeline.moment(bank, None), None, ())
markup = galley.documents[0].markup.replace(">000</span>", "></span>")
fonts = galley.styles[0].content.decode()
for index in reversed(range(len(FONTS))):
    fonts = fonts.replace(f"font:{index})", f"{FONTS[index].path.as_uri()})")
sheets = [fonts, page_sheet(look, look.page(None, pages_of(bank)))]
sheets += [sheet.content.decode() for sheet in galley.styles[1:]]
sheets += [".page-of::after { content: target-counter(attr(data-page-of), page) }"]
import weasyprint
from weasyprint.text.fonts import FontConfiguration
assert "bankbook.press.layout" not in sys.modules
configuration = FontConfiguration()
weasyprint.HTML(string=markup).write_pdf(sys.argv[2], font_config=configuration, pdf_tags=True, stylesheets=[
    weasyprint.CSS(string=sheet, font_config=configuration) for sheet in sheets])
"""


def main() -> None:
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bank = folder / "bank"
        generated.write(bank, QUESTIONS)
        costs: dict[str, Cost] = {}

        def told(name: str, cost: Cost) -> None:
            costs[name] = cost
            print(
                f"{name:28} {cost.seconds:8.2f} s {cost.cpu:8.2f} s CPU {cost.megabytes:6.0f} MB",
                flush=True,
            )

        told("typst", run(rivals.typst_command(rivals.typst(folder, QUESTIONS))))
        source = rivals.markdown(folder, QUESTIONS)
        told("pandoc epub", run(rivals.epub_command(source)))
        told("pandoc xelatex", run(rivals.xelatex_command(source)))
        told("cold pdf", build(bank, folder / "out", "handbook", folder / "cache"))
        told("unchanged", build(bank, folder / "out", "handbook", folder / "cache"))
        answer = next(iter(sorted(bank.glob("chapter-7/*.md"))[5:6]))
        answer.write_text(answer.read_text(encoding="utf-8") + "\n改了一句话。\n", encoding="utf-8")
        told("after an edit", build(bank, folder / "out", "handbook", folder / "cache"))
        told("cold epub", build(bank, folder / "out", "ereader", folder / "cache-epub"))
        told("typst again", run(rivals.typst_command(rivals.typst(folder, QUESTIONS))))
        told(
            "weasyprint alone",
            run([sys.executable, "-c", PLAIN, str(bank), str(folder / "plain.pdf")]),
        )
        growth = {}
        for size in SIZES[:2] if quick else SIZES:
            large = folder / f"bank-{size}"
            generated.write(large, size)
            cost = build(large, folder / f"out-{size}", "handbook", folder / f"cache-{size}")
            told(f"{size} questions", cost)
            growth[size] = cost
    typst = min(costs["typst"].seconds, costs["typst again"].seconds)
    rows = {
        "cold PDF / WeasyPrint alone": costs["cold pdf"].seconds
        / costs["weasyprint alone"].seconds,
        "cold PDF / pandoc + XeLaTeX": costs["cold pdf"].seconds / costs["pandoc xelatex"].seconds,
        "cold PDF / Typst": costs["cold pdf"].seconds / typst,
        "PDF after an edit / Typst": costs["after an edit"].seconds / typst,
        "nothing changed, CPU s": costs["unchanged"].cpu,
        "cold EPUB / pandoc": costs["cold epub"].seconds / costs["pandoc epub"].seconds,
    }
    if 1000 in growth:
        rows["1,000 questions / 300"] = growth[1000].seconds / growth[300].seconds
        rows["MB of a process at 3,000"] = growth[3000].megabytes
    for name, value in rows.items():
        print(f"{name:32} {value:8.2f}")
    document = {
        "rows": rows,
        "costs": {name: asdict(cost) for name, cost in costs.items()},
        "growth": {size: asdict(cost) for size, cost in growth.items()},
    }
    if not quick:
        target = HERE.parent / "docs" / "performance.json"
        target.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
