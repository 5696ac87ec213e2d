"""The same generated bank for other engines: sources for Typst and pandoc, and how to run them.

Each has the contents, headings in the outline, tables, code, and page references both ways.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from generated import CLAUSES, CODE, text

from bankbook.fonts import FONTS

SERIF, SANS, LATIN, MONO = FONTS[0].path, FONTS[4].path, FONTS[5].path, FONTS[9].path


def parts(questions: int, per_chapter: int = 20) -> Iterator[tuple[str, list[int]]]:
    """The chapters: a title and the numbers of the questions."""
    for index, first in enumerate(range(1, questions + 1, per_chapter), 1):
        title = CLAUSES[index % len(CLAUSES)]
        yield title, list(range(first, min(first + per_chapter, questions + 1)))


def contents(number: int) -> tuple[str, str, list[str], list[str], list[list[str]], bool]:
    """What `generated.question` draws: title, stem, points, paragraphs, table rows, code or not."""
    draw = random.Random(number)
    points = [draw.choice(CLAUSES) + "。" for _ in range(3)]
    title = f"第 {number} 问：{draw.choice(CLAUSES)}吗？"
    stem = text(draw, 40)
    analysis = [text(draw, 120), text(draw, 130)]
    rows = []
    if number % 4 == 0:
        rows = [
            [draw.choice(CLAUSES)[:6], str(draw.randint(1, 999)), draw.choice(CLAUSES)]
            for _ in range(4)
        ]
    return title, stem, points, analysis, rows, number % 5 == 0


def typst(folder: Path, questions: int) -> Path:
    """Write the book as Typst."""
    lines = [
        '#set page(paper: "a4", numbering: "1", header: context counter(heading).display())',
        '#set text(font: ("STIX Two Text", "Noto Serif SC"), size: 10.5pt, lang: "zh")',
        "#set par(justify: true, leading: 7.5pt)",
        '#set heading(numbering: "1.1")',
        '#show heading: set text(font: ("STIX Two Text", "Noto Sans SC"))',
        "#set ref(supplement: none)",
        "#outline(depth: 2)",
    ]
    for title, numbers in parts(questions):
        lines += ["#pagebreak()", f"= {title}"]
        for number in numbers:
            title_, stem, *_ = contents(number)
            page = f'#ref(<a-{number}>, form: "page")'
            lines += [f"== {title_} <q-{number}>", f"答案见第 {page} 页。", "", stem, ""]
    for title, numbers in parts(questions):
        lines += ["#pagebreak()", f"= {title}：答案"]
        for number in numbers:
            title_, _, points, analysis, rows, code = contents(number)
            page = f'#ref(<q-{number}>, form: "page")'
            lines += [f"== {title_} <a-{number}>", f"题目见第 {page} 页。", ""]
            lines += [*(f"- {point}" for point in points), "", analysis[0], "", analysis[1], ""]
            if rows:
                cells = "".join(
                    f"[{cell}]," for row in [["做法", "数值", "说明"], *rows] for cell in row
                )
                lines += [f"#table(columns: 3, {cells})", ""]
            if code:
                lines += [CODE, ""]
    path = folder / "book.typ"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def markdown(folder: Path, questions: int) -> Path:
    """Write the book as pandoc's Markdown."""
    lines = ["---", "title: 生成的题库", "author: 测试者", "lang: zh-CN", "---", ""]
    for title, numbers in parts(questions):
        lines += [f"# {title}", ""]
        for number in numbers:
            title_, stem, *_ = contents(number)
            lines += [
                f"## {title_} {{#q-{number}}}",
                "",
                f"答案见第 \\pageref{{a-{number}}} 页。",
                "",
                stem,
                "",
            ]
    for title, numbers in parts(questions):
        lines += [f"# {title}：答案", ""]
        for number in numbers:
            title_, _, points, analysis, rows, code = contents(number)
            lines += [
                f"## {title_} {{#a-{number}}}",
                "",
                f"题目见第 \\pageref{{q-{number}}} 页。",
                "",
            ]
            lines += [*(f"- {point}" for point in points), "", analysis[0], "", analysis[1], ""]
            if rows:
                lines += ["| 做法 | 数值 | 说明 |", "|---|---:|---|"]
                lines += [f"| {' | '.join(row)} |" for row in rows] + [""]
            if code:
                lines += [CODE, ""]
    path = folder / "book.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def typst_command(source: Path) -> list[str]:
    """A new process that compiles; the Python package has the compiler in it."""
    fonts = [str(path.parent) for path in (SERIF, SANS, LATIN, MONO)]
    program = (
        "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], "
        f"font_paths={fonts!r}, ignore_system_fonts=True)"
    )
    return [sys.executable, "-c", program, str(source), str(source.with_suffix(".typst.pdf"))]


def xelatex_command(source: Path) -> list[str]:
    import pypandoc

    def font(name: str, options: str, path: Path) -> list[str]:
        place = f"Path={path.parent}/,Extension=.ttf"
        return ["-V", f"{name}={path.stem}", "-V", f"{options}={place}"]

    return [
        pypandoc.get_pandoc_path(), str(source), "-o", str(source.with_suffix(".xelatex.pdf")),
        "--pdf-engine=xelatex", "--toc", "--toc-depth=2", "-V", "documentclass=book", "-V", "papersize=a4",
        *font("mainfont", "mainfontoptions", LATIN), *font("CJKmainfont", "CJKoptions", SERIF),
        *font("monofont", "monofontoptions", MONO),
    ]  # fmt: skip


def epub_command(source: Path) -> list[str]:
    import pypandoc

    return [pypandoc.get_pandoc_path(), str(source), "-o", str(source.with_suffix(".pandoc.epub")),
            "-t", "epub3", "--toc"]  # fmt: skip
