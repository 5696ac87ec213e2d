"""What is kept between builds: safe from two builds at once, from being killed, from damage."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bankbook.store import FILE, Store, key
from tests.conftest import ROOT


def test_a_value_is_found_under_its_key_by_the_next_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.put(key("part", "a", 1), {"pages": [1, 2]})
    store.close()
    assert Store(tmp_path / "cache").get(key("part", "a", 1)) == {"pages": [1, 2]}
    assert Store(tmp_path / "cache").get(key("part", "a", 2)) is None


def test_keys_tell_apart_what_only_looks_the_same() -> None:
    keys = [
        key("a", "b", "c"), key("a", "bc"), key("ab", "c"), key("a", b"b", "c"), key("a", ("b", "c")),
        key("a", "1"), key("a", 1), key("a", True), key("a", None), key("a"),
    ]  # fmt: skip
    assert len(set(keys)) == len(keys)


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store()
    store.put(b"key", 1)
    assert store.get(b"key") is None and store.clear() == 0


def test_a_folder_that_cannot_be_used_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in its place")
    store = Store(tmp_path / "file" / "cache")
    store.put(b"key", 1)
    store.close()
    assert store.get(b"key") is None
    assert (tmp_path / "file").read_text() == "in its place"


@pytest.mark.parametrize(
    "content", [b"", b"no database at all" * 500, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_foreign_file_in_its_place_is_put_away(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    for _ in range(2):
        store = Store(tmp_path)
        store.get(b"key")
        store.put(b"key", "value")
        store.close()
    assert Store(tmp_path).get(b"key") == "value"


def test_a_damaged_value_is_not_given_back(tmp_path: Path) -> None:
    """Every page of the file is overwritten in turn: what comes back is whole, or nothing."""
    values = {bytes([number]) * 20: os.urandom(3000) for number in range(40)}
    store = Store(tmp_path)
    for name, value in values.items():
        store.put(name, value)
    store.close()
    whole = (tmp_path / FILE).read_bytes()
    lost = 0
    for place in range(0, len(whole), 4096):
        for path in tmp_path.iterdir():
            path.unlink()
        (tmp_path / FILE).write_bytes(whole[: place + 100] + b"\xff" * 2000 + whole[place + 2100 :])
        store = Store(tmp_path)
        found = {name: store.get(name) for name in values}
        assert all(value is None or value == values[name] for name, value in found.items())
        lost += sum(value is None for value in found.values())
        store.put(b"after", 1)
        store.close()
        again = Store(tmp_path)
        again.put(b"after", 1)
        assert again.get(b"after") == 1
        again.close()
    assert lost > 40


WRITER = """
import os, sys
from pathlib import Path
from bankbook.store import Store
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    store.put(b"%d" % number, {number: "x" * 20000})
    print(number, flush=True)
store.close()
"""


def writer(folder: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    both = [writer(tmp_path, 0, 60), writer(tmp_path, 60, 120)]
    assert [process.wait(60) for process in both] == [0, 0]
    store = Store(tmp_path)
    assert all(store.get(b"%d" % number) == {number: "x" * 20000} for number in range(120))


def test_a_process_killed_while_it_writes_leaves_what_it_has_written(tmp_path: Path) -> None:
    process = writer(tmp_path, 0, 100_000)
    assert process.stdout is not None
    written = [int(process.stdout.readline()) for _ in range(30)]
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    store = Store(tmp_path)
    assert [store.get(b"%d" % number) for number in written] == [
        {number: "x" * 20000} for number in written
    ]
    store.put(b"next", 1)
    assert store.get(b"next") == 1


def test_it_does_not_grow_without_end_and_lets_go_of_what_was_not_used(tmp_path: Path) -> None:
    for round_ in range(30):
        store = Store(tmp_path, most=200_000, left=100_000)
        store.get(b"favourite") or store.put(b"favourite", b"f" * 10_000)
        store.put(b"%d" % round_, bytes(20_000))
        store.close()
    store = Store(tmp_path)
    assert store.get(b"favourite") is not None, "used in every round"
    assert store.get(b"29") is not None and store.get(b"0") is None
    assert (tmp_path / FILE).stat().st_size < 300_000


def test_clear_removes_everything(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(b"key", bytes(50_000))
    assert store.clear() > 50_000
    assert list(tmp_path.iterdir()) == []
    store.put(b"key", 2)
    assert store.get(b"key") == 2


def test_a_disk_that_is_full_is_no_error(tmp_path: Path) -> None:
    """The system refuses every file larger than 100 kB."""
    program = (
        "import resource, signal, sys; from pathlib import Path; from bankbook.store import Store;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "store = Store(Path(sys.argv[1]));"
        "store.put(b'large', bytes(1_000_000)); store.put(b'small', 1); store.close();"
        "print(store.get(b'large'))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "None\n", "")


def test_one_build_waits_for_the_other_no_longer_than_it_must(tmp_path: Path) -> None:
    """A store that another process has locked for good is one that has nothing."""
    import sqlite3

    Store(tmp_path).put(b"key", 1)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("begin exclusive")
    store = Store(tmp_path)
    begin = time.monotonic()
    store.put(b"other", 2)
    assert time.monotonic() - begin < 20
    other.execute("rollback")
    store.put(b"other", 3)
    assert store.get(b"other") == 3
