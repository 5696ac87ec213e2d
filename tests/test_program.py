"""The program as a user runs it: commands, exit codes, files left alone, the same bytes again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pikepdf
import pytest

from bankbook import __version__, cli
from bankbook.cli.main import bankbook as group
from bankbook.model import Bank
from tests.conftest import BANKS, ROOT, bankbook, inside


def test_build_makes_the_default_editions_and_says_so(minimal: Path, tmp_path: Path) -> None:
    run = bankbook("build", cwd=tmp_path)
    assert run.code == 0
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [
        "handbook.epub",
        "handbook.pdf",
    ]
    assert run.out.splitlines()[0].startswith("handbook: dist/handbook.pdf (")
    assert run.err.splitlines() == [
        f"{edition}: {stage}"
        for edition in ("handbook", "ereader")
        for stage in ("planning", "setting the pages' text", "making the file")
    ]


def test_build_py_is_the_same_program(minimal: Path, tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "build.py", "build", "ereader", "--book", minimal]
    result = subprocess.run([*command, "--out", tmp_path / "a"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert bankbook("build", "ereader", "--book", minimal, "--out", tmp_path / "b").code == 0
    one, other = (tmp_path / name / "handbook.epub" for name in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_quiet_says_nothing(minimal: Path, tmp_path: Path) -> None:
    run = bankbook("build", "ereader", "--quiet", "--book", minimal, "--out", tmp_path / "out")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_options_may_stand_before_the_command(minimal: Path, tmp_path: Path) -> None:
    run = bankbook("--book", minimal, "--out", tmp_path / "out", "--quiet", "build", "ereader")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "out" / "handbook.epub").exists()


def test_check_is_content_with_a_good_bank(minimal: Path) -> None:
    run = bankbook("check", "--book", minimal)
    assert (run.code, run.err) == (0, "")
    assert run.out == "1 question in 1 chapter: nothing wrong\n"


def test_version_and_help() -> None:
    assert bankbook("--version").out == f"bankbook {__version__}\n"
    run = bankbook("--help")
    assert run.code == 0 and "Examples:" in run.out


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """The program's commands, groups and what is in them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


def test_every_command_has_help_with_an_example() -> None:
    found = list(commands(group))
    assert ("new", "question") in found and ("completion",) in found
    for arguments in found:
        run = inside(*arguments, "--help")
        assert run.code == 0
        _, _, examples = run.out.partition("\n  Example")
        assert f"bankbook {' '.join(arguments)}" in examples, arguments


def test_stats_for_scripts() -> None:
    found = json.loads(bankbook("stats", "--json", "--book", BANKS / "small").out)
    counted = {key: value for key, value in found.items() if isinstance(value, int)}
    characters = counted.pop("characters")
    assert counted == {
        "questions": 4, "chapters": 2, "answers": 4, "sources": 3,
        "figures": 1, "tables": 1, "formulas": 9,
    }  # fmt: skip
    assert 500 < characters < 1000


USAGE = {
    "no command": ((), "Usage:"),
    "unknown command": (("bulid",), "No such command 'bulid'"),
    "unknown option": (("build", "--bok", "x"), "No such option"),
    "no such folder": (("check", "--book", "nowhere"), "there is no folder `nowhere`"),
    "no such edition": (("build", "handbok"), "no edition `handbok`; did you mean `handbook`?"),
    "no such theme": (("build", "--theme", "nowhere"), "there is no folder `nowhere`"),
}


@pytest.mark.parametrize("name", USAGE)
def test_wrong_usage_is_exit_code_2(name: str, minimal: Path, tmp_path: Path) -> None:
    arguments, told = USAGE[name]
    run = bankbook(*arguments, cwd=tmp_path)
    assert run.code == 2
    assert told in run.err + run.out
    assert "Traceback" not in run.err


def test_a_book_without_default_editions_asks_for_one(minimal: Path) -> None:
    path = minimal / "book.yaml"
    text = path.read_text(encoding="utf-8").replace("}", ", default: false}")
    path.write_text(text, encoding="utf-8")
    run = bankbook("build", "--book", minimal)
    assert run.code == 2
    assert "no edition of this book is built by default: name one" in run.err


@pytest.mark.parametrize("epoch", ["tomorrow", "-1", "99999999999999"])
def test_a_bad_source_date_epoch_is_wrong_usage(epoch: str, minimal: Path) -> None:
    run = bankbook("build", "--book", minimal, SOURCE_DATE_EPOCH=epoch)
    assert run.code == 2
    assert f"SOURCE_DATE_EPOCH is `{epoch}`" in run.err


def test_a_missing_toolchain_is_exit_code_2(minimal: Path, tmp_path: Path) -> None:
    """Fonts and MathJax are looked for in this Python's folder; here is another, empty one."""
    program = (
        f"import sys; sys.prefix = {str(tmp_path)!r}; "
        "from bankbook.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "build", "--book", minimal]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 2
    assert "is not installed" in result.stderr and "run `bankbook setup`" in result.stderr
    assert "Traceback" not in result.stderr


WITHOUT = """
import sys
import cffi, ctypes
dlopen, CDLL = cffi.FFI.dlopen, ctypes.CDLL
def look(name):
    if any(word in str(name) for word in {words}):
        raise OSError(name)
def absent(self, name, flags=0):
    look(name)
    return dlopen(self, name, flags)
def absent_too(name, *more):
    look(name)
    return CDLL(name, *more)
cffi.FFI.dlopen, ctypes.CDLL = absent, absent_too
from bankbook.cli import main
sys.exit(main(sys.argv[1:]))
"""


def without(words: tuple[str, ...], *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program on a system that lacks these C libraries."""
    command = [sys.executable, "-c", WITHOUT.format(words=words), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_a_system_without_pango_is_told_how_to_get_it(minimal: Path, tmp_path: Path) -> None:
    for edition in ("handbook", "ereader"):
        result = without(
            ("pango",), "build", edition, "--book", minimal, "--out", tmp_path / "out", "--no-cache"
        )
        assert result.returncode == 2
        assert "Pango, which lays out the pages, is not installed" in result.stderr
        for manager in (
            "apt-get install libpango-1.0-0",
            "dnf install",
            "brew install",
            "pacman -S",
        ):
            assert manager in result.stderr
        assert "Traceback" not in result.stderr
        assert not (tmp_path / "out").exists()


def test_the_systems_subsetter_is_not_needed(minimal: Path, tmp_path: Path) -> None:
    result = without(
        ("harfbuzz-subset",), "build", "handbook", "--book", minimal, "--out", tmp_path,
        "--no-cache", "--jobs", "1",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "HarfBuzz" not in result.stderr
    assert (tmp_path / "handbook.pdf").stat().st_size < 300_000, "fonts are cut to what is used"


def test_a_template_error_is_told_at_its_line(minimal: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "templates" / "section").mkdir(parents=True)
    template = theme / "templates" / "section" / "half-title.html.j2"

    def told(content: str) -> str:
        template.write_text(content, encoding="utf-8")
        out = tmp_path / "out"
        run = bankbook("build", "handbook", "--book", minimal, "--theme", theme, "--out", out)
        assert run.code == 1
        assert not out.exists()
        assert "Traceback" not in run.err
        return run.err

    assert f"{template}:2: error[template-error]" in told("<p>\n{{ imprint.titel }}</p>")
    assert "has no attribute 'titel'" in told("<p>\n{{ imprint.titel }}</p>")
    assert f"{template}:1: error[template-syntax]" in told("{% if %}")
    assert "error[template-missing]: there is no template `nowhere`" in told(
        "{% include 'nowhere' %}"
    )


def test_a_style_error_is_told(minimal: Path, tmp_path: Path) -> None:
    (tmp_path / "theme" / "styles").mkdir(parents=True)
    sheet = tmp_path / "theme" / "styles" / "handbook.css"
    sheet.write_text("p { colour: red; }\n", encoding="utf-8")
    run = bankbook(
        "build", "handbook", "--book", minimal, "--theme", tmp_path / "theme",
        "--out", tmp_path / "out",
    )  # fmt: skip
    assert run.code == 1
    assert "handbook.css:1:5: error[layout]" in run.err and "colour" in run.err


def test_an_output_folder_that_cannot_be_made_is_exit_code_2(minimal: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("a file in its place")
    run = bankbook("build", "ereader", "--book", minimal, "--out", tmp_path / "dist")
    assert run.code == 2
    assert "dist" in run.err and "Traceback" not in run.err


def test_a_failed_build_leaves_the_last_book(minimal: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    assert bankbook("build", "--book", minimal, "--out", out).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    path = minimal / "one" / "01-first.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n<b>no</b>\n", encoding="utf-8")
    assert bankbook("build", "--book", minimal, "--out", out).code == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_killed_build_leaves_the_last_book(number: signal.Signals, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    for name in ("handbook.pdf", "handbook.epub"):
        (out / name).write_text("the last good book")
    command = [sys.executable, "-m", "bankbook", "build", "--book", BANKS / "small", "--out", out]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "making the file" in line:
            break
    process.send_signal(number)
    assert process.wait(30) != 0
    process.stderr.close()
    assert sorted(path.name for path in out.iterdir()) == ["handbook.epub", "handbook.pdf"]
    assert {path.read_text() for path in out.iterdir()} == {"the last good book"}


def test_a_disk_that_is_full_leaves_the_last_book(
    minimal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The write fails half-way, in the middle of the second file."""
    out = tmp_path / "dist"
    out.mkdir()
    (out / "handbook.pdf").write_text("the last good book")
    calls = iter(range(2))

    def full(descriptor: int) -> None:
        if next(calls):
            raise OSError(28, "No space left on device", "handbook.epub")

    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(["build", "--book", str(minimal), "--out", str(out)]) == 2
    assert [path.name for path in out.iterdir()] == ["handbook.pdf"]
    assert (out / "handbook.pdf").read_text() == "the last good book"


def test_the_same_bytes_twice_and_in_another_place(
    small_dist: Path, small: Bank, tmp_path: Path
) -> None:
    shutil.copytree(BANKS / "small", tmp_path / "elsewhere" / "my bank")
    time.sleep(1.1)
    names = [edition.name for edition in small.editions]
    run = bankbook(
        "build", *names, "--book", "elsewhere/my bank", "--out", "there", cwd=tmp_path,
        TZ="Asia/Shanghai", LANG="C", PYTHONHASHSEED="7",
    )  # fmt: skip
    assert run.code == 0, run.err
    for path in small_dist.iterdir():
        assert (tmp_path / "there" / path.name).read_bytes() == path.read_bytes(), path.name


def test_source_date_epoch_is_honoured(minimal: Path, tmp_path: Path) -> None:
    for epoch, day in (("86400", "1970-01-02"), ("1000000000", "2001-09-09")):
        out = tmp_path / day
        run = bankbook("build", "--book", minimal, "--out", out, SOURCE_DATE_EPOCH=epoch)
        assert run.code == 0, run.err
        package = zipfile.ZipFile(out / "handbook.epub").read("EPUB/content.opf").decode()
        assert f'property="dcterms:modified">{day}T' in package
        with pikepdf.open(out / "handbook.pdf") as pdf:
            assert str(pdf.docinfo["/ModDate"]).startswith(f"D:{day.replace('-', '')}")


def test_ten_thousand_characters_without_a_space_are_set(minimal: Path, tmp_path: Path) -> None:
    path = minimal / "one" / "01-first.md"
    text = path.read_text(encoding="utf-8").replace("一就是一。", "一就是一" * 2500)
    path.write_text(text, encoding="utf-8")
    assert bankbook("build", "--book", minimal, "--out", tmp_path / "out").code == 0


HOSTILE = """
{{ 7 * 7 }} {% raw %} {# note #} ${7*7} <!-- {{ x }} -->
&lt;script&gt;alert(1)&lt;/script&gt; `<script>alert(1)</script>`
"""


def test_template_syntax_in_a_question_is_text(minimal: Path, tmp_path: Path) -> None:
    path = minimal / "one" / "01-first.md"
    text = path.read_text(encoding="utf-8").replace("说出一是几。", HOSTILE)
    text = text.replace("title: 一是几？", "title: '{{ imprint }} <script>alert(1)</script>'")
    path.write_text(text, encoding="utf-8")
    run = bankbook("build", "--book", minimal, "--out", tmp_path / "out")
    assert run.code == 0, run.err
    book = zipfile.ZipFile(tmp_path / "out" / "handbook.epub")
    for name in book.namelist():
        if name.endswith(("xhtml", "ncx")):
            assert "<script" not in book.read(name).decode()
    page = book.read("EPUB/chapter-01.xhtml").decode()
    assert "{{ 7 * 7 }} {% raw %}" in page and "{{ imprint }} &lt;script&gt;" in page
