"""`run-code`: the code of answers runs apart, under limits, and what it prints is the book's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bankbook.programs import difference, sandbox
from bankbook.programs.imports import versions
from tests.conftest import BANKS, ROOT, Run, bankbook, inside

QUESTION = "arithmetic/01-sum-two.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the bank that has a little of everything, to be spoiled."""
    return Path(shutil.copytree(BANKS / "small", tmp_path / "book"))


def changed(book: Path, old: str, new: str) -> None:
    path = book / QUESTION
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run_code(book: Path, *arguments: str, cache: Path | None = None) -> Run:
    more = {"BANKBOOK_CACHE": str(cache)} if cache else {}
    return inside("run-code", "--book", book.name, *arguments, cwd=book.parent, **more)


def running(book: Path, code: str, *arguments: str) -> Run:
    """What `run-code` says when the sample's code prints by `code`."""
    changed(book, "print(add(1, 1))", code)
    run = run_code(book, *arguments)
    assert "Traceback" not in run.err
    return run


def told(run: Run) -> str:
    """The first error, without the count of all."""
    assert run.code == 1 and run.err.endswith("; nothing was written\n")
    return run.err.rsplit("\n", 2)[0]


def test_good_code_is_run_once(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    says = "1 question with code: it runs and prints what the book prints"
    assert run_code(copy, cache=cache).out == f"{says} (1 run, 0 known from before)\n"
    assert run_code(copy, cache=cache).out == f"{says} (0 run, 1 known from before)\n"
    assert run_code(copy, "--fresh", cache=cache).out == f"{says} (1 run, 0 known from before)\n"
    # What the book prints is no part of what the code prints.
    changed(copy, "```output\n2\n", "```output\n3\n")
    run = run_code(copy, cache=cache)
    assert told(run).splitlines()[0] == (
        "book/arithmetic/01-sum-two.md:40: error[code-output]: the code prints '2', the book '3'"
    )
    changed(copy, "```output\n3\n", "```output\n2\n")
    changed(copy, '"""加法只用后继。"""', '"""加法只用后继！"""')
    assert "(1 run, 0 known" in run_code(copy, cache=cache).out


def test_outcomes_that_cannot_be_read_are_made_again(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert run_code(copy, cache=cache).code == 0
    (file,) = (cache / "run-code").iterdir()
    assert json.loads(file.read_text()) == ["2\n"]
    for spoiled in ("", "{", "[]", "[1, 2]", "{}"):
        file.write_text(spoiled)
        assert "(1 run, 0 known" in run_code(copy, cache=cache).out
    # A folder that cannot be written costs time, no more.
    shutil.rmtree(cache)
    cache.write_text("a file in its place")
    assert "(1 run, 0 known" in run_code(copy, cache=cache).out


def test_one_question_can_be_chosen(copy: Path) -> None:
    changed(copy, "print(add(1, 1))", "1 / 0")
    run = run_code(copy, "--question", "commute")
    assert (run.code, run.out[:21]) == (0, "0 questions with code")
    assert run_code(copy, "--question", "sum-two").code == 1
    run = run_code(copy, "--question", "sum-tow")
    assert run.code == 2
    assert "the book has no question `sum-tow`; did you mean `sum-two`?" in run.err


def test_a_difference_is_shown_line_by_line(copy: Path) -> None:
    changed(copy, "```output\n2\n", "```output\n0\n1\n2\n3\n")
    run = running(copy, "for n in (0, 1, '2 ', 3, 4): print(n)")
    assert told(run) == (
        "book/arithmetic/01-sum-two.md:42: error[code-output]: "
        "the code prints something else than the book\n"
        "    - what the book prints\n    + what the code prints\n    …\n"
        "      0\n      1\n    - 2\n    + 2·\n      3\n    + 4"
    )


def test_what_fails_is_told_at_its_block(copy: Path) -> None:
    run = running(copy, "print(add(1, None))")
    assert "book/arithmetic/01-sum-two.md:30:1: error[code-failed]: the code failed: " in told(run)
    assert "TypeError" in run.err


def test_code_that_ends_the_program_is_told(copy: Path) -> None:
    run = running(copy, "import os; os._exit(0)")
    assert "01-sum-two.md:30:1: error[code-failed]: the code ended the program" in told(run)


def test_a_check_beside_the_question_is_run(copy: Path) -> None:
    check = (copy / QUESTION).with_suffix(".check.py")
    check.write_text("assert add(2, 2) == 5\n")
    run = run_code(copy)
    assert "book/arithmetic/01-sum-two.check.py:1: error[code-failed]" in told(run)
    assert "AssertionError" in run.err
    # One that leads out of the book is not read.
    check.unlink()
    (copy.parent / "elsewhere.py").write_text("1 / 0\n")
    check.symlink_to(copy.parent / "elsewhere.py")
    assert run_code(copy).code == 0


def test_code_without_end_is_stopped(copy: Path) -> None:
    begun = time.monotonic()
    run = running(copy, "while True: pass", "--timeout", "1")
    assert time.monotonic() - begun < 30
    assert "01-sum-two.md:30:1: error[code-failed]: the code did not come to its end: " in told(run)
    assert "stopped after 1 second\n    `--timeout` allows more" in run.err


def test_what_the_code_leaves_running_is_ended(copy: Path, tmp_path: Path) -> None:
    mark = f"sleep-{tmp_path.name}"
    child = f"import time; time.sleep(60) # {mark}"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]); print(2)"
    assert running(copy, code).code == 0
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert mark not in listed.stdout


def test_memory_is_bounded(copy: Path) -> None:
    run = running(copy, "x = bytearray(900_000_000); print(2)", "--memory", "500")
    assert "MemoryError" in told(run)


def test_what_is_printed_is_bounded(copy: Path) -> None:
    run = running(copy, "print('x' * 1_000_001)")
    assert "the code prints more than 1,000,000 characters" in told(run)
    assert len(run.err) < 2000


NETWORK = [
    "import socket; socket.create_connection(('127.0.0.1', {port}))",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:{port}')",
    "import socket; socket.getaddrinfo('example.org', 80)",
    "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
]


@pytest.mark.parametrize("code", NETWORK)
def test_there_is_no_network(code: str, copy: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        run = running(copy, code.format(port=server.getsockname()[1]))
    assert "the code of a book has no network" in told(run)


def test_programs_that_the_code_starts_have_no_network_either(copy: Path) -> None:
    """By a network namespace: Linux that lets this user have one. Elsewhere the program says so."""
    import socket

    dial = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 5)"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        code = f"import subprocess, sys; print(subprocess.call([sys.executable, '-c', {dial!r}, '{port}'], stderr=-3))"
        run = running(copy, code)
    if sandbox.namespace():
        assert "the code prints '1', the book '2'" in told(run)
    else:
        assert "the code is kept from the network by Python only" in run.err


def test_a_system_without_namespaces_says_so(copy: Path, tmp_path: Path) -> None:
    """With a path on which there is no `unshare`."""
    run = bankbook("run-code", "--fresh", "--book", copy, PATH=str(tmp_path))
    assert run.code == 0
    assert run.err.startswith("note: the code is kept from the network by Python only")
    changed(copy, "print(add(1, 1))", NETWORK[0].format(port=9))
    run = bankbook("run-code", "--book", copy, PATH=str(tmp_path))
    assert "the code of a book has no network" in run.err


def test_asyncio_runs_without_a_network(copy: Path) -> None:
    code = "import asyncio\nasync def two(): return 2\nprint(asyncio.run(two()))"
    assert running(copy, code).code == 0


def test_the_folder_is_a_scratch_one_and_secrets_stay_outside(copy: Path) -> None:
    before = sorted(path.name for path in (copy / "arithmetic").iterdir())
    code = (
        "import os; open('made', 'w').write('x'); "
        "print(os.listdir(), os.environ.get('SECRET'), os.environ['HOME'] == os.getcwd())"
    )
    changed(copy, "print(add(1, 1))", code)
    changed(copy, "```output\n2\n", "```output\n['made'] None True\n")
    run = bankbook("run-code", "--book", copy, SECRET="a key")
    assert run.code == 0, run.err
    assert sorted(path.name for path in (copy / "arithmetic").iterdir()) == before


def test_only_so_many_run_at_a_time(copy: Path, tmp_path: Path) -> None:
    """Where `together` is, each waits for the two others."""
    log, together = tmp_path / "log", tmp_path / "together"
    code = (
        f"import os, time\nlog = {str(log)!r}\nopen(log, 'a').write('+')\n"
        f"while os.path.exists({str(together)!r}) and open(log).read().count('+') < 3:\n"
        "    time.sleep(.01)\nopen(log, 'a').write('-')\nprint(2)"
    )
    changed(copy, "print(add(1, 1))", code)
    text = (copy / QUESTION).read_text(encoding="utf-8")
    block = text[text.index("```python run") : text.index("> [!WARNING]")]
    for name in ("02-commute.md", "../reading/02-read-code.md"):
        path = copy / "arithmetic" / name
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{block}{name}\n", encoding="utf-8")
    run = run_code(copy, "--jobs", "1", "--fresh")
    assert run.out.startswith("3 questions with code") and log.read_text() == "+-+-+-"
    log.unlink()
    together.touch()
    assert run_code(copy, "--jobs", "3", "--fresh").code == 0
    assert log.read_text() == "+++---"


def test_an_interrupted_run_leaves_nothing_running(copy: Path, tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    changed(
        copy, "print(add(1, 1))",
        f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)",
    )  # fmt: skip
    command = [sys.executable, "-m", "bankbook", "run-code", "--book", str(copy)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    while not (mark.exists() and mark.read_text()):
        assert process.poll() is None
        time.sleep(0.05)
    process.terminate()
    assert process.wait(20) == 143
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)
    process.stderr.close()  # type: ignore[union-attr]


def test_versions_are_of_what_is_imported() -> None:
    import click

    source = "import os.path, click.core\nfrom yaml import safe_load\nimport nowhere_to_be_found"
    found = versions([source, "def broken("])
    assert found.keys() == {"click", "yaml", "nowhere_to_be_found"}
    assert found["click"] and found["yaml"] and not found["nowhere_to_be_found"]
    assert click.__name__ in found


def test_a_long_difference_is_cut() -> None:
    lines = difference.shown("", "\n".join(f"{n} " + "x" * 300 for n in range(100))).splitlines()
    assert len(lines) == difference.MOST_LINES + 1 and lines[-1].strip() == "… 79 lines more"
    assert max(map(len, lines)) < 120
