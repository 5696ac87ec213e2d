"""When the files of a book change: one round for a burst of saves, none for an editor's own files.

Folders are watched one by one: a recursive watch follows links out of the book.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import watchfiles

#: Milliseconds of quiet that end a burst, the longest burst, and the time between looks of our own
#: at the files: where the system tells of no change (network drives), and when a folder goes.
QUIET, LONGEST, LOOK = 50, 1000, 1000

#: What editors write beside a file while it is edited.
EDITORS = re.compile(r"^(\..*|#.*#|.*~|4913|.*\.(sw[a-z]|tmp|temp|part|bak|orig|pyc)|__pycache__)$")
CROWDS = frozenset({"node_modules", "__pycache__"})

File = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """The files as they stand: name, time of change in ns, size in bytes, inode; and their folders."""

    files: frozenset[File]
    folders: frozenset[str]


def ours(name: str) -> bool:
    """Whether a file or folder of this name is the author's, not an editor's."""
    return not EDITORS.match(name) and name not in CROWDS


def look(roots: Iterable[Path], ignored: Iterable[Path]) -> Look:
    """All files below the roots, without hidden ones and without what lies in `ignored`."""
    out = {str(path) for path in ignored}
    files: set[File] = set()
    folders: set[str] = set()
    for root in roots:
        for folder, inner, names in os.walk(root):
            inner[:] = [name for name in inner if ours(name) and f"{folder}/{name}" not in out]
            folders.add(folder)
            for name in filter(ours, names):
                try:
                    status = Path(folder, name).stat()
                except OSError:
                    continue  # just gone, or a link to nothing
                files.add((f"{folder}/{name}", status.st_mtime_ns, status.st_size, status.st_ino))
    return Look(frozenset(files), frozenset(folders))


def changes(roots: tuple[Path, ...], ignored: tuple[Path, ...] = ()) -> Iterator[Look]:
    """The files now, and again after each burst of changes, for ever. `roots` and `ignored` are
    resolved; a root may vanish and come back. Raises KeyboardInterrupt on a signal."""
    seen = look(roots, ignored)
    yield seen
    while True:
        folders = seen.folders
        for told in _told(folders, frozenset(map(str, ignored))):
            now = look(roots, ignored)
            if now != seen or told:
                seen = now
                yield seen
            if seen.folders != folders:
                break


def _told(folders: frozenset[str], ignored: frozenset[str]) -> Iterator[bool]:
    """Whether something has changed in the folders: at once when it has, else now and then."""
    # What changed before the watch began is found by the first look.
    quick = watchfiles.watch(
        *sorted(folders),
        watch_filter=lambda _, path: ours(Path(path).name) and path not in ignored,
        recursive=False,
        debounce=LONGEST,
        step=QUIET,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    try:
        if folders:
            yield from map(bool, quick)
    except OSError:
        pass  # a folder has just gone, or the system watches no more of them
    time.sleep(LOOK / 1000)
    yield False
