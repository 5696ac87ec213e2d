"""The programs beside the bank: the book's code runs, its numbers and figures are those computed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bankbook.model import Bank
from bankbook.programs import answers, figures, numbers
from tests.conftest import BANKS, ROOT, bankbook


def test_the_books_code_prints_what_the_book_prints(book: Bank) -> None:
    settings = answers.Settings(jobs=2)
    verdict = answers.verify_all(book.questions(), settings)
    assert [str(notice) for notice in verdict.notices] == []
    assert verdict.run >= 15
    assert sum(len(answers.blocks(question)) for question in book.questions()) >= 6


def test_the_books_numbers_are_those_computed(book: Bank) -> None:
    assert [str(notice) for notice in numbers.verify_all(book)] == []
    assert sum(numbers.program(question).is_file() for question in book.questions()) >= 6


def test_the_books_figures_are_those_drawn(tmp_path: Path) -> None:
    """Drawn again in a copy, every picture comes out the same, byte for byte."""
    from bankbook import pipeline

    shutil.copytree(ROOT / "book", tmp_path / "book")
    bank = pipeline.load(tmp_path / "book", "book")[0]
    assert {figures.stale_because(bank, script) for script in figures.scripts(bank)} == {""}
    drawn = list(figures.draw(bank, everything=True))
    assert [(item.script.name, item.error) for item in drawn if item.error] == []
    assert [item.script.name for item in drawn if item.changed] == []
    pictures = {path.stem for path in (ROOT / "book").glob("*/figures/*.svg")}
    assert {item.script.stem for item in drawn} == pictures and len(pictures) >= 10


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the bank that has a little of everything, to be spoiled."""
    return Path(shutil.copytree(BANKS / "small", tmp_path / "book"))


QUESTION = "arithmetic/01-sum-two.md"


def changed(book: Path, old: str, new: str) -> None:
    path = book / QUESTION
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_stale_number_is_told_and_renewed(copy: Path) -> None:
    changed(copy, "[2]{=sum}", "[3]{=sum}")
    from bankbook import pipeline

    told = [str(n) for n in numbers.verify_all(pipeline.load(copy, "book")[0])]
    assert told == [
        "book/arithmetic/01-sum-two.md:44:28: error[number-stale]: the text says `3`, "
        "`01-sum-two.numbers.py` computes `2`\n    run `bankbook numbers`"
    ]
    run = bankbook("numbers", "--book", copy)
    assert run.code == 0, run.err
    assert run.out.splitlines()[0].endswith("01-sum-two.md: 3 → 2")
    assert "[2]{=sum}" in (copy / QUESTION).read_text(encoding="utf-8")


def test_a_number_that_nothing_computes_is_told(copy: Path) -> None:
    changed(copy, "[2]{=sum}", "[2]{=smu}")
    run = bankbook("numbers", "--book", copy)
    assert run.code == 1
    assert "error[number-unknown]: `01-sum-two.numbers.py` computes no number `smu`" in run.err
    assert "did you mean `sum`?" in run.err


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("numbers = ['a']", "its `numbers` must be a dictionary of names and texts"),
        ("import sys; sys.exit(0)", "its `numbers` must be a dictionary"),
        ("import os; os._exit(0)", "its `numbers` must be a dictionary"),
        ("x = 1", "it sets no `numbers`"),
        ("numbers = {'sum': 'a]b'}", "a number has no brackets and no line end"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_program_that_gives_no_numbers_is_told(copy: Path, program: str, told: str) -> None:
    path = copy / "arithmetic" / "01-sum-two.numbers.py"
    path.write_text(program + "\n", encoding="utf-8")
    before = (copy / QUESTION).read_bytes()
    run = bankbook("numbers", "--book", copy)
    assert run.code == 1
    assert "error[number-failed]" in run.err and told in run.err
    assert (copy / QUESTION).read_bytes() == before


def test_numbers_leave_code_and_line_ends_alone(copy: Path) -> None:
    changed(copy, "数还是[2]{=sum}。", "数还是[3]{=sum}。\n>\n> `[3]{=sum}`")
    path = copy / QUESTION
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert bankbook("numbers", "--book", copy).code == 0
    text = path.read_bytes().decode()
    assert "数还是[2]{=sum}。" in text and "`[3]{=sum}`" in text
    assert text.count("\r\n") == text.count("\n")


def test_a_build_runs_nothing_of_the_bank(copy: Path, tmp_path: Path) -> None:
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    (copy / "arithmetic" / "01-sum-two.numbers.py").write_text(trap)
    (copy / "arithmetic" / "figures" / "steps.py").write_text(trap)
    (copy / QUESTION).with_suffix(".check.py").write_text(trap)
    changed(copy, "print(add(1, 1))", trap.strip())
    assert bankbook("build", "--book", copy, "--out", tmp_path / "out").code == 0
    assert not (tmp_path / "ran").exists()
    assert bankbook("run-code", "--book", copy).code == 1
    assert (tmp_path / "ran").exists()
