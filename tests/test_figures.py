"""`figures`: drawings are made again when what they are drawn from has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import BANKS, Run, bankbook, inside

#: Draws a bar as wide as `data.csv` says, without any library.
SCRIPT = """
from pathlib import Path
here = Path(__file__).parent
width = (here.parent / "data -- 1.csv").read_text().strip()
Path(__file__).with_suffix(".svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 0 0 h {width}"/></svg>'
)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The small bank with a figure that is drawn from data."""
    book = Path(shutil.copytree(BANKS / "small", tmp_path / "book"))
    (book / "arithmetic" / "figures" / "steps.py").write_text(SCRIPT)
    (book / "arithmetic" / "data -- 1.csv").write_text("5\n")
    return book


def figures(book: Path, *arguments: str) -> Run:
    return inside("figures", "--book", book.name, *arguments, cwd=book.parent)


ANEW = "book/arithmetic/figures/steps.svg: drawn anew\n"
CURRENT = "1 figure drawn by code: up to date\n"
STALE = "book/arithmetic/figures/steps.svg:1: error[figure-stale]: the drawing "


def test_a_drawing_is_made_again_when_its_program_or_data_change(copy: Path) -> None:
    assert bankbook("figures", "--book", "book", cwd=copy.parent).out == ANEW
    picture = copy / "arithmetic" / "figures" / "steps.svg"
    first = picture.read_bytes()
    assert b"h 5" in first
    assert figures(copy).out == CURRENT and picture.read_bytes() == first
    # What it reads beside it is a source as well.
    data = copy / "arithmetic" / "data -- 1.csv"
    data.write_text("7\n")
    assert figures(copy).out == ANEW and b"h 7" in picture.read_bytes()
    data.write_text("5\n")
    assert figures(copy).out == ANEW and picture.read_bytes() == first
    script = picture.with_suffix(".py")
    script.write_text(SCRIPT + "# the same picture\n")
    assert figures(copy).out == ANEW.replace("anew", "again, the same")
    assert figures(copy).out == CURRENT
    assert figures(copy, "--all").out == ANEW.replace("anew", "again, the same")


def test_only_the_content_counts(copy: Path) -> None:
    assert figures(copy).out == ANEW
    for path in (copy / "arithmetic").rglob("*.*"):
        os.utime(path, (1, 1))
    script = copy / "arithmetic" / "figures" / "steps.py"
    script.write_bytes(SCRIPT.replace("\n", "\r\n").encode())  # as Git on Windows may have it
    assert figures(copy, "--check").out == CURRENT


def test_check_tells_what_is_stale_and_draws_nothing(copy: Path) -> None:
    picture = copy / "arithmetic" / "figures" / "steps.svg"

    def stale(reason: str) -> None:
        before = picture.read_bytes() if picture.exists() else None
        run = figures(copy, "--check")
        assert (run.code, run.out) == (1, "")
        hint = "    `steps.py` draws it: run `bankbook figures`"
        assert run.err.splitlines()[:2] == [STALE + reason, hint]
        assert (picture.read_bytes() if picture.exists() else None) == before

    picture.write_text("<svg/>")
    stale("does not say what it was drawn from")
    assert figures(copy).code == 0
    assert figures(copy, "--check").code == 0
    data = copy / "arithmetic" / "data -- 1.csv"
    data.write_text("8")
    stale("is older than what it is drawn from")
    data.unlink()
    stale("was drawn from `data -- 1.csv`, which is gone")
    picture.unlink()
    stale("has not been drawn")


def test_a_drawing_says_its_sources_in_xml_that_is_sound(copy: Path) -> None:
    from lxml import etree

    assert figures(copy).code == 0
    picture = copy / "arithmetic" / "figures" / "steps.svg"
    comment = picture.read_text().splitlines()[-1]
    assert comment.endswith(" of steps.py ../data%20-%2D%201.csv -->")
    assert etree.parse(picture).getroot().tag.endswith("svg")
    assert inside("check", "--book", copy).code == 0


def test_a_drawing_that_names_a_file_outside_the_book_is_stale(copy: Path) -> None:
    assert figures(copy).code == 0
    picture = copy / "arithmetic" / "figures" / "steps.svg"
    text = picture.read_text().replace("../data%20-%2D%201.csv", "../../../secret")
    picture.write_text(text)
    (copy.parent / "secret").write_text("5\n")
    assert STALE + "does not say what it was drawn from" in figures(copy, "--check").err


def test_a_program_that_leads_out_of_the_book_is_not_run(copy: Path) -> None:
    script = copy / "arithmetic" / "figures" / "steps.py"
    shutil.move(script, copy.parent / "elsewhere.py")
    script.symlink_to(copy.parent / "elsewhere.py")
    assert figures(copy, "--all").out == "0 figures drawn by code: up to date\n"
    assert not (copy.parent / "elsewhere.svg").exists()
    hidden = copy / ".venv" / "figures"
    hidden.mkdir(parents=True)
    (hidden / "some.py").write_text(SCRIPT)
    assert figures(copy, "--all").out == "0 figures drawn by code: up to date\n"


@pytest.mark.parametrize(
    ("program", "told"),
    [("1 / 0\n", "ZeroDivisionError"), ("pass\n", "it wrote no `more.svg`")],
)
def test_a_program_that_fails_is_told(program: str, told: str, copy: Path) -> None:
    (copy / "arithmetic" / "figures" / "more.py").write_text(program)
    run = figures(copy)
    assert run.code == 1 and run.out == ANEW
    assert "book/arithmetic/figures/more.py:1: error[figure-program]: the figure could" in run.err
    assert told in run.err and "Traceback" not in run.err


def test_check_and_all_exclude_each_other(copy: Path) -> None:
    assert figures(copy, "--check", "--all").code == 2


def test_a_missing_figure_does_not_hinder_drawing_it(copy: Path) -> None:
    (copy / "arithmetic" / "figures" / "steps.svg").unlink()
    assert inside("check", "--book", copy).code == 1
    assert figures(copy).out == ANEW
