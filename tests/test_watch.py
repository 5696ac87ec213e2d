"""`watch`, and how both commands begin and end: ports, signals, nothing left behind."""

from __future__ import annotations

import shutil
import signal
import socket
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import BANKS, bankbook
from tests.live import running, until


def processes(mark: Path) -> list[str]:
    """The running programs whose environment names a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and str(mark).encode() in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # it has just ended
    return found


@contextmanager
def taken(port: int = 0) -> Iterator[int]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            yield port  # somebody else has it: as good
            return
        listener.listen()
        yield int(listener.getsockname()[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_in_the_middle_of_a_build(
    minimal: Path, tmp_path: Path, number: int
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with running(
        "serve", "--port", "0", "--book", "book", cwd=tmp_path, TMPDIR=str(scratch)
    ) as program:
        port = program.port
        until(lambda: len(processes(scratch)) > 1)
        assert any(scratch.iterdir()), "the build has a folder of its own"
        events = socket.create_connection(("127.0.0.1", port))
        events.sendall(f"GET /-/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        assert b"data: " in events.recv(4096) + events.recv(4096)
        start = time.monotonic()
        assert program.stop(number) == 0
        assert time.monotonic() - start < 5
        events.close()
    assert program.said.splitlines()[-1] == "stopped"
    assert "Traceback" not in program.said
    assert processes(scratch) == []
    assert list(scratch.iterdir()) == []
    with taken(port) as again:
        assert again == port


def test_a_port_that_is_taken(minimal: Path) -> None:
    with taken() as port:
        run = bankbook("serve", "--book", minimal, "--port", port)
    assert run.code == 2
    assert f"port {port} of 127.0.0.1 is taken by another program" in run.err
    with (
        taken(4000),
        running("serve", "--no-pdf", "--book", minimal) as program,
    ):
        assert 4000 < program.port < 4020


@pytest.mark.parametrize(
    "arguments, message",
    [
        (("--host", "host.invalid"), "cannot listen on `host.invalid`"),
        (("--host", "203.0.113.7"), "cannot listen on `203.0.113.7`"),
        (("--theme", "nothing"), "there is no folder `nothing`"),
        (("--port", "0", "handbok"), "has no PDF edition `handbok`; did you mean `handbook`?"),
    ],
)
def test_wrong_usage(minimal: Path, arguments: tuple[str, ...], message: str) -> None:
    run = bankbook("serve", "--book", minimal, *arguments)
    assert run.code == 2
    assert message in run.err


def said(file: Path) -> str:
    """All the text of an EPUB."""
    with zipfile.ZipFile(file) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        return "".join(book.read(name).decode() for name in names)


def test_watch_builds_after_each_change(tmp_path: Path) -> None:
    shutil.copytree(BANKS / "minimal", tmp_path / "book")
    question = tmp_path / "book" / "one" / "01-first.md"
    text = question.read_text(encoding="utf-8")
    # The files go into the book's own folder: what is written there is not a change of the book.
    out = tmp_path / "book" / "dist"
    with running("watch", "ereader", "--book", "book", "--out", str(out), cwd=tmp_path) as program:
        program.says(r"ereader: .*handbook\.epub \(\d+ kB\)")
        assert "一就是一" in said(out / "handbook.epub")
        first = (out / "handbook.epub").read_bytes()
        question.write_text(text.replace("kind: concept", "kind: concep"), encoding="utf-8")
        program.says(r"book/one/01-first\.md:5:7: error\[schema-value\]")
        program.says(r"did you mean `concept`\?")
        question.write_text(text.replace("一就是一", "一还是一"), encoding="utf-8")
        until(lambda: "一还是一" in said(out / "handbook.epub"))
        assert first != (out / "handbook.epub").read_bytes()
        until(lambda: program.said.count("ereader: ") >= 4 and program.said.endswith(" kB)\n"))
        time.sleep(1.5)
        assert program.said.count(" kB)") == 2, "one build a change, and none for its own files"
        assert program.stop() == 0
    assert program.said.endswith("stopped\n")
    assert [path.name for path in out.iterdir()] == ["handbook.epub"]


def test_watch_ends_the_build_that_a_newer_change_overtakes(tmp_path: Path) -> None:
    shutil.copytree(BANKS / "minimal", tmp_path / "book")
    question = tmp_path / "book" / "one" / "01-first.md"
    text = question.read_text(encoding="utf-8")
    with running("watch", "ereader", "--book", "book", cwd=tmp_path) as program:
        program.says("ereader: ")
        question.write_text(text.replace("一就是一", "一不是二"), encoding="utf-8")
        program.says("ereader: ")
        until(lambda: (tmp_path / "dist" / "handbook.epub").is_file())
        until(lambda: "一不是二" in said(tmp_path / "dist" / "handbook.epub"))
        assert program.said.count(" kB)") <= 2
        assert program.stop(signal.SIGINT) == 0
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["handbook.epub"]
