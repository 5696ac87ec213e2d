"""Whether a build would make what is there already: then there is nothing to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bankbook.notices import Notice
from bankbook.store import Store, key


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build has said and written: notices, and of each file its edition, path, size, digest."""

    notices: tuple[Notice, ...]
    files: tuple[tuple[str, Path, int, bytes], ...]

    def stands(self) -> bool:
        """Whether every file is still as it was written."""
        return all(digest == _digest(path) for _, path, _, digest in self.files)


def outcome(notices: Sequence[Notice], files: Sequence[tuple[str, Path, int]]) -> Outcome:
    """The outcome of a build that has just written these files."""
    return Outcome(
        tuple(notices),
        tuple((edition, path, size, _digest(path) or b"") for edition, path, size in files),
    )


def question(program: bytes, root: Path, theme: Path | None, out: Path, *settings: object) -> bytes:
    """The key of a build: the program, every file of the book and of the theme, and the settings."""
    found = hashlib.blake2b(digest_size=20)
    for folder in (root, theme):
        for path in _files(folder, out) if folder else ():
            found.update(path.as_posix().encode() + b"\0" + (_digest(path) or b""))
    return key("build", program, found.digest(), str(root), str(theme), str(out), settings)


def earlier(store: Store, asked: bytes) -> Outcome | None:
    """The outcome of the same build, if what it wrote is still there."""
    found = store.get(asked)
    return found if isinstance(found, Outcome) and found.stands() else None


def _files(folder: Path, out: Path) -> Iterator[Path]:
    """Every file in a folder, links followed, but no hidden ones and none that a build writes."""
    waiting, seen = [folder], {out.resolve()}
    while waiting:
        place = waiting.pop()
        if place.resolve() in seen:
            continue
        seen.add(place.resolve())
        for path in sorted(place.iterdir()):
            if path.name.startswith(".") or path.name == "__pycache__":
                continue
            if path.is_dir():
                waiting.append(path)
            elif path.is_file():
                yield path


def _digest(path: Path) -> bytes | None:
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=20).digest()
    except OSError:
        return None
