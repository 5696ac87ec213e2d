"""Every way in which a bank can be wrong: `checks/NAME/book` is laid over the smallest bank, and
`checks/NAME/expected` is all that the program then says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bankbook import cli
from tests.conftest import BANKS, TESTS, bankbook

CASES = sorted(path.name for path in (TESTS / "checks").iterdir())


def spoiled(name: str, target: Path) -> Path:
    """The smallest bank with the files of a case laid over it."""
    book = Path(shutil.copytree(BANKS / "minimal", target / "book"))
    if (TESTS / "checks" / name / "book").exists():
        shutil.copytree(TESTS / "checks" / name / "book", book, dirs_exist_ok=True)
    for mark in book.glob("**/*.gone"):
        mark.with_suffix("").unlink()
        mark.unlink()
    return book


@pytest.mark.parametrize("name", CASES)
def test_every_error_is_told_with_its_place(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
) -> None:
    spoiled(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    code = cli.main(["build"])
    told = capsys.readouterr()
    assert code == 1
    assert not (tmp_path / "dist").exists(), "something was written"
    assert "Traceback" not in told.err
    golden(TESTS / "checks" / name / "expected", told.err)
    cli.main(["check"])
    assert capsys.readouterr().err == told.err, "`check` and `build` disagree"


def test_all_errors_of_a_run_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled("everything-at-once", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    told = capsys.readouterr().err
    for code in ("schema-missing", "schema-unknown", "schema-value", "raw-html", "formula-tex"):
        assert f"[{code}]" in told
    assert "[section-missing]" in told


def test_every_code_has_a_case() -> None:
    """A new check comes with a bank that breaks it."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("checks", "manuscript")
        for path in (TESTS.parent / "bankbook" / folder).glob("*.py")
    )
    import re

    codes = set(re.findall(r"(?:Notice|wrong)\(\s*\"([a-z0-9-]+)\"", source))
    told = "".join(
        path.read_text(encoding="utf-8") for path in (TESTS / "checks").glob("*/expected")
    )
    tested = set(re.findall(r"error\[([a-z0-9-]+)\]", told)) | set(ELSEWHERE)
    assert codes - tested == set()


#: Codes whose bank cannot be kept as files in the repository; tested below.
ELSEWHERE = ("file-outside", "file-too-large", "file-unreadable")


def test_a_file_outside_the_book_is_not_read(minimal: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\nid: secret\n---\nthe secret\n", encoding="utf-8")
    (minimal / "one" / "02-link.md").symlink_to(secret)
    run = bankbook("build", "--book", minimal, "--out", tmp_path / "out")
    assert run.code == 1
    assert "02-link.md:1: error[file-outside]: this file lies outside the book's folder" in run.err
    assert "the secret" not in run.err
    assert not (tmp_path / "out").exists()


def test_a_chapter_outside_the_book_is_not_read(minimal: Path, tmp_path: Path) -> None:
    shutil.move(minimal / "one", tmp_path / "elsewhere")
    (minimal / "one").symlink_to(tmp_path / "elsewhere")
    run = bankbook("check", "--book", minimal)
    assert run.code == 1
    assert "error[file-missing]: there is no `one` in the book's folder" in run.err


def test_a_loop_of_links_is_an_error(minimal: Path) -> None:
    (minimal / "one" / "02-loop.md").symlink_to(minimal / "one" / "02-loop.md")
    run = bankbook("check", "--book", minimal)
    assert run.code == 1
    assert "02-loop.md:1: error[file-" in run.err
    assert "Traceback" not in run.err


def test_a_huge_file_is_refused(minimal: Path) -> None:
    (minimal / "one" / "02-huge.md").write_text("x" * (4 * 1024 * 1024 + 1))
    run = bankbook("check", "--book", minimal)
    assert run.code == 1
    assert "02-huge.md:1: error[file-too-large]: this file is larger than 4 MB" in run.err


def test_a_folder_named_like_a_question_is_an_error(minimal: Path) -> None:
    (minimal / "one" / "02-folder.md").mkdir()
    run = bankbook("check", "--book", minimal)
    assert run.code == 1
    assert "02-folder.md:1: error[file-missing]" in run.err
