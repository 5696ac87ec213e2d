"""What the tests share: the banks, the built books, and `--rewrite` for goldens."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bankbook import pipeline
from bankbook.model import Bank

TESTS = Path(__file__).parent
ROOT = TESTS.parent
BANKS = TESTS / "banks"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write goldens anew, to be read before a commit"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Hold a text against a file; with `--rewrite`, write the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What was known before these tests is not theirs; nor is the language of who runs them."""
    import os

    os.environ["BANKBOOK_LANG"] = "en"
    os.environ["BANKBOOK_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@dataclass(frozen=True)
class Run:
    """A finished run of the program."""

    code: int
    out: str
    err: str


def bankbook(*arguments: object, cwd: Path = ROOT, **more: str) -> Run:
    """Run the program as a user does, in a process of its own; `more` is added to its environment."""
    import os

    result = subprocess.run(
        [sys.executable, "-m", "bankbook", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT)} | more,
    )
    return Run(result.returncode, result.stdout, result.stderr)


def inside(*arguments: object, cwd: Path = ROOT, **more: str) -> Run:
    """The same in this process, which saves the time to start one."""
    import contextlib
    import io
    import os
    from unittest.mock import patch

    from bankbook import cli

    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd),
        patch.dict(os.environ, more),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = cli.main([str(argument) for argument in arguments])
    return Run(code, out.getvalue(), err.getvalue())


def tool(*command: object) -> str:
    """What a program prints. A tool that is not there fails the test: nothing is skipped."""
    assert shutil.which(str(command[0])), f"{command[0]} is missing: run `make setup-test`"
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert result.returncode == 0, f"{command[0]}: {result.stdout}{result.stderr}"
    return result.stdout


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A copy of the smallest bank, to be spoiled."""
    return Path(shutil.copytree(BANKS / "minimal", tmp_path / "book"))


@pytest.fixture(scope="session")
def small() -> Bank:
    """The bank that has a little of everything."""
    return pipeline.load(BANKS / "small", "small")[0]


@pytest.fixture(scope="session")
def book() -> Bank:
    """The real book."""
    return pipeline.load(ROOT / "book", "book")[0]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the real book, built by the program as the README says."""
    out = tmp_path_factory.mktemp("dist")
    run = bankbook("build", "--out", out)
    assert run.code == 0, run.err
    return out


@pytest.fixture(scope="session")
def small_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every edition of the small bank."""
    out = tmp_path_factory.mktemp("small")
    names = [edition.name for edition in pipeline.load(BANKS / "small", "small")[0].editions]
    run = bankbook("build", *names, "--book", BANKS / "small", "--out", out)
    assert run.code == 0, run.err
    return out


def verapdf(path: Path, flavour: str) -> str:
    """veraPDF's verdict on a file: `PASS …`, or `FAIL …` with the rules that it breaks."""
    jars = ROOT / ".venv" / "verapdf"
    assert jars.is_dir(), "veraPDF is missing: run `make setup-test`"
    command = ("java", "-cp", f"{jars}/*", "org.verapdf.apps.GreenfieldCliWrapper")
    options = ("-f", flavour, "--format", "text", "-v")
    result = subprocess.run([*command, *options, path], capture_output=True, text=True)
    return result.stdout.replace(str(path), path.name).strip()
