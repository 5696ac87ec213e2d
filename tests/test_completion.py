"""Shell completion, as the shells ask for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BANKS, ROOT, bankbook, inside

SMALL = str(BANKS / "small")


def completed(*words: str, cwd: Path = ROOT) -> list[str]:
    """What zsh is offered for the last word."""
    run = bankbook(
        cwd=cwd, COMP_WORDS=" ".join(words), COMP_CWORD=str(len(words) - 1),
        _BANKBOOK_COMPLETE="zsh_complete",
    )  # fmt: skip
    assert run.err == ""
    return run.out.splitlines()[1::3]


def test_names_of_the_book_are_completed() -> None:
    book = ("bankbook", "--book", SMALL)
    assert completed(*book, "build", "re") == ["reader"]
    assert completed(*book, "build", "ereader", "erea") == ["ereader-compat"]
    assert completed(*book, "new", "question", "") == ["arithmetic", "reading"]
    assert completed("bankbook", "run-code", "--book", SMALL, "--question", "re") == [
        "read-title",
        "read-code",
    ]
    assert completed("bankbook", "stats", "--book", SMALL, "--edition", "han") == ["handbook"]


def test_commands_are_completed() -> None:
    assert completed("bankbook", "co") == ["completion"]
    assert completed("bankbook", "new", "") == ["chapter", "question"]


def test_without_a_book_nothing_is_completed(tmp_path: Path) -> None:
    assert completed("bankbook", "build", "", cwd=tmp_path) == []
    (tmp_path / "book.yaml").write_text("editions: [\n")
    assert completed("bankbook", "build", "", cwd=tmp_path) == []


def test_bash_completes_by_the_script(tmp_path: Path) -> None:
    program = tmp_path / "bankbook"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m bankbook "$@"\n')
    program.chmod(0o755)
    run = bankbook("completion", "bash")
    assert (run.code, run.err) == (0, "")
    script = (
        run.out + f'COMP_WORDS=(bankbook --book "{SMALL}" build hand)\nCOMP_CWORD=4\n'
        f'_bankbook_completion "{program}"\necho "${{COMPREPLY[@]}}"\n'
    )
    result = subprocess.run(["bash"], input=script, cwd=ROOT, capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("handbook\n", "")


@pytest.mark.parametrize(
    ("shell", "sign"),
    [
        ("bash", "complete -o nosort -F _bankbook_completion bankbook"),
        ("zsh", "#compdef bankbook"),
        ("fish", "complete --no-files --command bankbook"),
    ],
)
def test_the_scripts_are_of_their_shells(shell: str, sign: str) -> None:
    run = inside("completion", shell)
    assert run.code == 0
    assert sign in run.out and "_BANKBOOK_COMPLETE" in run.out


def test_another_shell_is_wrong_usage() -> None:
    run = inside("completion", "tcsh")
    assert run.code == 2 and "'bash', 'zsh', 'fish'" in run.err
