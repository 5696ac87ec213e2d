"""How fast a book is built, against other engines and against itself, as ratios from one run.

    .venv/bin/pip install typst==0.15.2 pypandoc_binary==1.17 && apt-get install texlive-xetex texlive-lang-chinese
    .venv/bin/python benchmarks/performance.py            the table, and how cost grows: half an hour
    .venv/bin/python benchmarks/performance.py --quick    the table alone
    .venv/bin/python benchmarks/performance.py --growth   the large banks alone

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


def told(name: str, cost: Cost) -> Cost:
    """Print a cost as it is known."""
    figures = f"{cost.seconds:8.2f} s {cost.cpu:8.2f} s CPU {cost.megabytes:6.0f} MB"
    print(f"{name:28} {figures}", flush=True)
    return cost


def table(folder: Path) -> dict[str, float]:
    """Our builds of the bank of 300 questions, beside those of other engines."""
    bank = folder / "bank"
    generated.write(bank, QUESTIONS)
    typst_command = rivals.typst_command(rivals.typst(folder, QUESTIONS))
    source = rivals.markdown(folder, QUESTIONS)
    typst = told("Typst", run(typst_command)).seconds
    pandoc = told("pandoc, EPUB", run(rivals.epub_command(source))).seconds
    xelatex = told("pandoc, XeLaTeX", run(rivals.xelatex_command(source))).seconds
    cold = told("cold PDF", build(bank, folder / "out", "handbook", folder / "cache")).seconds
    unchanged = told("unchanged", build(bank, folder / "out", "handbook", folder / "cache")).cpu
    answer = sorted(bank.glob("chapter-7/*.md"))[5]
    answer.write_text(answer.read_text(encoding="utf-8") + "\n改了一句话。\n", encoding="utf-8")
    edited = told(
        "after an edit", build(bank, folder / "out", "handbook", folder / "cache")
    ).seconds
    epub = told("cold EPUB", build(bank, folder / "out", "ereader", folder / "cache-epub")).seconds
    typst = min(typst, told("Typst again", run(typst_command)).seconds)
    plain = run([sys.executable, "-c", PLAIN, str(bank), str(folder / "plain.pdf")])
    return {
        "cold PDF / WeasyPrint alone": cold / told("WeasyPrint alone", plain).seconds,
        "cold PDF / pandoc + XeLaTeX": cold / xelatex,
        "cold PDF / Typst": cold / typst,
        "PDF after an edit / Typst": edited / typst,
        "nothing changed, CPU s": unchanged,
        "cold EPUB / pandoc": epub / pandoc,
    }


def growth(folder: Path) -> dict[int, Cost]:
    """Cold builds of banks of all sizes."""
    found = {}
    for size in SIZES:
        generated.write(folder / f"bank-{size}", size)
        cost = build(
            folder / f"bank-{size}", folder / "large", "handbook", folder / f"cache-{size}"
        )
        found[size] = told(f"{size} questions", cost)
    return found


def main() -> None:
    target = HERE.parent / "docs" / "performance.json"
    known = json.loads(target.read_text()) if target.exists() else {}
    with tempfile.TemporaryDirectory() as name:
        if "--growth" not in sys.argv:
            known["table"] = table(Path(name))
            for row, value in known["table"].items():
                print(f"{row:32} {value:8.2f}")
        if "--quick" not in sys.argv:
            known["growth"] = {size: asdict(cost) for size, cost in growth(Path(name)).items()}
    target.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
