"""Every way in which a bank can be wrong: `checks/NAME/book` is laid over the smallest bank, and
`checks/NAME/expected` is all that the program then says. So with `lints` for warnings, and with
`commands` for what other commands say."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from bankbook import cli, explanations, mending
from bankbook.lints import LINTS
from bankbook.manuscript import schema
from tests.conftest import BANKS, TESTS, bankbook

#: Where one notice ends and the next begins: a hint is indented.
NOTICES = re.compile(r"\n(?! )")


def cases(kind: str) -> list[str]:
    return sorted(path.name for path in (TESTS / kind).iterdir())


def spoiled(name: str, target: Path, kind: str = "checks") -> Path:
    """The smallest bank with the files of a case laid over it."""
    book = Path(shutil.copytree(BANKS / "minimal", target / "book"))
    for folder in ("book", "theme"):
        if (TESTS / kind / name / folder).exists():
            shutil.copytree(TESTS / kind / name / folder, target / folder, dirs_exist_ok=True)
    for mark in book.glob("**/*.gone"):
        mark.with_suffix("").unlink()
        mark.unlink()
    return book


@pytest.mark.parametrize("name", cases("checks"))
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
    assert cli.main(["check", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    errors = [item for item in found if item["severity"] == "error"]
    assert [said(item) for item in errors] == NOTICES.split(told.err)[:-2], "`check` says otherwise"


def said(item: dict[str, Any]) -> str:
    """A notice of `check --json` as `build` prints it."""
    place = ":".join(str(item[key]) for key in ("file", "line", "column") if item[key])
    hint = f"\n    {item['hint']}" if item["hint"] else ""
    return f"{place}: {item['severity']}[{item['code']}]: {item['message']}{hint}"


@pytest.mark.parametrize("name", cases("lints"))
def test_every_warning_is_told_with_its_place(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
) -> None:
    spoiled(name, tmp_path, "lints")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 0
    told = capsys.readouterr().err
    golden(TESTS / "lints" / name / "expected", told)
    assert cli.main(["check", "--strict"]) == (1 if told else 0)


@pytest.mark.parametrize("name", cases("commands"))
def test_other_commands_tell_what_is_wrong(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
) -> None:
    spoiled(name, tmp_path, "commands")
    monkeypatch.chdir(tmp_path)
    command = (TESTS / "commands" / name / "command").read_text(encoding="utf-8").split()
    assert cli.main(["--quiet", *command]) == 1
    told = capsys.readouterr().err.replace(str(tmp_path), "DIR")
    assert "Traceback (most" not in told
    golden(TESTS / "commands" / name / "expected", told)


def test_the_smallest_bank_has_no_warnings(minimal: Path) -> None:
    run = bankbook("check", "--book", minimal)
    assert (run.code, run.err) == (0, "")
    assert run.out == "1 question in 1 chapter: nothing wrong\n"


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


def emitted() -> set[str]:
    """Every code that the source can say."""
    source = "".join(
        path.read_text(encoding="utf-8") for path in (TESTS.parent / "bankbook").rglob("*.py")
    )
    found = set(re.findall(r"(?:Notice|wrong)\(\s*\"([a-z0-9-]+)\"", source))
    return found | set(LINTS) | set(mending.MADE_BY.values())


def test_every_code_has_a_case() -> None:
    """A new check comes with a bank that breaks it."""
    told = "".join(path.read_text(encoding="utf-8") for path in TESTS.glob("*/*/expected"))
    tested = set(re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", told))
    assert emitted() - tested - set(ELSEWHERE) == set()
    assert tested <= emitted(), "nothing says these any more"


def test_every_code_is_explained() -> None:
    assert set(explanations.every()) == emitted()


def test_every_lint_can_be_switched_off() -> None:
    lints = {*LINTS, *mending.MADE_BY.values()}
    assert set(get_args(schema.LintCode)) == lints


#: Codes whose bank cannot be kept as files in the repository, with the test that has them.
ELSEWHERE = {
    "file-outside": "test_a_file_outside_the_book_is_not_read",
    "file-too-large": "test_a_huge_file_is_refused",
    "file-unreadable": "test_diagnosis.py",
    "line-loose": "test_proof.py",
    "too-wide": "test_proof.py",
    "number-stale": "test_programs.py",
    "figure-stale": "test_figures.py",
    "folio-mixed": "test_engine.py",
    "number-in-group": "test_engine.py",
    **dict.fromkeys(
        (
            "import-empty",
            "import-encoding",
            "import-syntax",
            "import-columns",
            "import-package",
            "import-bomb",
            "import-outside",
            "import-into",
            "import-changed",
        ),
        "test_import.py",
    ),
    "import-display": "never told: the import mends what it finds",
    "internal": "test_live.py",
    "system-part": "test_live.py",
    "file-twice": "no bank says it: names in an e-book come from ids, which are unique",
    "style-missing": "no bank and no theme says it: the program's own sheets are always there",
    "font-foreign": "no bank says it: the styles name only the book's fonts",
}


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
    (minimal / "one" / "02-huge.md").write_text("x" * (256 * 1024 + 1))
    run = bankbook("check", "--book", minimal)
    assert run.code == 1
    assert "02-huge.md:1: error[file-too-large]: this file is larger than 256 kB" in run.err


def test_a_folder_named_like_a_question_is_an_error(minimal: Path) -> None:
    (minimal / "one" / "02-folder.md").mkdir()
    run = bankbook("check", "--book", minimal)
    assert run.code == 1
    assert "02-folder.md:1: error[file-missing]" in run.err
