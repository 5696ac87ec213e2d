"""`stats`: the bank as a person wants it, on a terminal and in a pipe, and whole as JSON."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from bankbook.model import Prose
from bankbook.notices import Span
from bankbook.stats.study_time import reading_minutes
from tests.conftest import BANKS, ROOT, inside

TABLE = """\
chapter  questions  easy  middling  hard  characters  hours
1 算术           2     1         ·     1         325    0.3
2 阅读           2     ·         2     ·         156    0.2
all 2            4     1         2     1         505    0.6

kind     questions  easy  middling  hard  hours
concept          1     ·         1     ·    0.1
derive           1     ·         ·     1    0.3
compute          1     1         ·     ·    0.1
code             1     ·         1     ·    0.2

3 sources, 1 figure, 1 table, 9 formulas
"""


def test_columns_stand_under_each_other_in_a_pipe() -> None:
    run = inside("stats", "--book", BANKS / "small")
    assert (run.out, run.err) == (TABLE, "")
    assert len({cell_len(line) for line in run.out.splitlines()[:4]}) == 1


def test_a_terminal_gets_a_ruled_table() -> None:
    """Through a pseudo-terminal, 80 columns wide."""
    near, far = pty.openpty()
    command = [sys.executable, "-m", "bankbook", "stats", "--book", str(BANKS / "small")]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"}
    process = subprocess.Popen(command, cwd=ROOT, stdout=far, stderr=far, env=environment)
    os.close(far)
    told = b""
    while True:
        try:
            piece = os.read(near, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not piece:
            break
        told += piece
    os.close(near)
    assert process.wait() == 0
    text = told.decode()
    assert "\x1b[1m" in text and "──────" in text and "1 算术" in text
    assert max(cell_len(line) for line in text.split("\r\n") if "\x1b" not in line) <= 80


def test_json_has_everything() -> None:
    found = json.loads(inside("stats", "--json", "--quiet", "--book", BANKS / "small").out)
    assert found["difficulties"] == {"1": 1, "2": 2, "3": 1}
    assert found["tags"] == {"加法": 1, "自然数": 1, "审题": 1}
    assert [kind["questions"] for kind in found["by_kind"]] == [1, 0, 1, 1, 1, 0, 0]
    assert found["by_chapter"][0] == {
        "id": "arithmetic",
        "title": "算术",
        "questions": 2,
        "characters": 325,
        "hours": 0.3,
        "kinds": {"compute": 1, "derive": 1},
        "difficulties": {"1": 1, "3": 1},
    }
    assert found["hours"] == pytest.approx(0.6)


def test_an_editions_questions_are_counted_alone(tmp_path: Path) -> None:
    book = shutil.copytree(BANKS / "small", tmp_path / "book")
    with (book / "book.yaml").open("a", encoding="utf-8") as file:
        file.write("  hard: {format: pdf, file: hard.pdf, select: 'difficulty = 3'}\n")
    run = inside("stats", "--edition", "hard", "--book", book)
    assert [line.split()[:3] for line in run.out.splitlines()[1:3]] == [
        ["1", "算术", "1"],
        ["all", "1", "1"],
    ]
    run = inside("stats", "--edition", "hrad", "--book", book)
    assert run.code == 2 and "no edition `hrad`; did you mean `hard`?" in run.err


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("加" * 170, 1.0),
        ("don't stop " * 80, 1.0),
        ("`" + "x" * 150 + "`", 1.0),
        ("```python\n" + "x = 1\n" * 50 + "```", 1.0),
        ("加" * 85 + " word" * 80, 1.0),
        ("", 0.0),
    ],
)
def test_reading_takes_time(text: str, minutes: float) -> None:
    assert reading_minutes(Prose(text, Span("x.md"))) == pytest.approx(minutes)
