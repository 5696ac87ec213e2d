"""What is mechanical, mended in the author's files: spaces, line ends, punctuation between Chinese.

Only running text is touched: no code, no formula, no address, no name, no comment. What would change
how Markdown reads the file is left alone.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bankbook.manuscript.text_file import Folder
from bankbook.mending.edits import CALLED, MADE_BY, Edit
from bankbook.mending.text import mended
from bankbook.model import Bank
from bankbook.notices import BuildError, Notice, Severity, Span
from bankbook.said import say

__all__ = ["CALLED", "mend", "remarks"]

#: What an author is told of an edit that the lint `punctuation-width` does not tell already.
TOLD = ("spacing", "line-ends")
HINT = say("`bankbook check --fix` mends it")


def remarks(bank: Bank, shown: str) -> tuple[Notice, ...]:
    """A warning for each line that could be mended."""
    folder = Folder(bank.root, shown)
    return tuple(
        Notice(code, span, edit.message, HINT, Severity.WARNING)
        for path in _files(bank)
        for edit in _mended(bank, folder, path)[1]
        if (code := MADE_BY[edit.kind]) in TOLD
        for span in [Span(folder.name(path), edit.line, edit.column)]
    )


def mend(bank: Bank, shown: str) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Mend the bank's Markdown files; yields the name of each that changed, and how."""
    folder = Folder(bank.root, shown)
    for path in _files(bank):
        text, edits = _mended(bank, folder, path)
        if edits:
            _write(path, text)
            yield folder.name(path), edits


def _files(bank: Bank) -> Iterable[Path]:
    yield from (bank.root / f"{matter.id}.md" for matter in bank.matter)
    for chapter in bank.chapters:
        yield bank.root / chapter.id / "index.md"
        yield from (question.path for question in chapter.questions)


def _mended(bank: Bank, folder: Folder, path: Path) -> tuple[str, tuple[Edit, ...]]:
    """The mended text of a file and what was mended; nothing where the file cannot be read, or is
    not a file itself."""
    try:
        folder.read(path)
        raw = path.read_bytes().decode("utf-8")
    except (BuildError, OSError, UnicodeDecodeError):
        return "", ()
    if path.is_symlink():
        return "", ()
    off = bank.switched_off
    name = folder.name(path)
    switched_off = off.get(bank.span.file, frozenset()) | off.get(name, frozenset())
    kinds = frozenset(kind for kind, code in MADE_BY.items() if code not in switched_off)
    return mended(raw, kinds)


def _write(path: Path, text: str) -> None:
    """Write beside the file, then move into its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
