"""The book that an import makes or adds to: what is taken there, and how files come into it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bankbook import manuscript, markup
from bankbook.importers.slugs import unused
from bankbook.markup.figure import figure_id
from bankbook.model import Bank, Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say


@dataclass(slots=True)
class Destination:
    """A folder: a book (`chapters` are then those that it lists), or one that is to become one.

    `ids` are names that no new question, file or folder may have; `figures` and `labels` those of
    its figures, tables and formulas.
    """

    root: Path
    shown: str
    language: str = ""
    chapters: tuple[str, ...] = ()
    ids: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)
    labels: dict[str, object] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    @property
    def is_book(self) -> bool:
        return (self.root / "book.yaml").exists()

    def free_file(self, name: str) -> Path:
        """A path in the folder that nothing has: `name.md`, `name-2.md` …"""
        taken = {path.stem for path in self.root.glob("*")} if self.root.is_dir() else set()
        return self.root / f"{unused(name, taken)}.md"


def at(root: Path, shown: str) -> Destination:
    """The folder, which may be a book, empty, or not there yet. Raises BuildError."""
    found = Destination(root, shown)
    if found.is_book:
        _taken(found, manuscript.read(root, shown).bank)
    elif root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = say(
            "this is neither a book nor an empty folder, and an import overwrites nothing"
        )
        hint = say("name another folder with `--into`: a new one, or a book to add to")
        raise BuildError([Notice("import-into", Span(shown), message, hint)])
    return found


def _taken(found: Destination, bank: Bank) -> None:
    found.language = bank.imprint.language
    found.chapters = tuple(chapter.id for chapter in bank.chapters)
    found.folders = {path.name.lower() for path in found.root.iterdir()}
    found.sources = bank.sources
    # A question's file may have another name than its id, and files that no chapter lists count.
    found.ids = {question.id for question in bank.questions()}
    found.ids |= {path.stem.lstrip("0123456789").strip("-") for path in found.root.glob("*/*.md")}
    for run in bank.prose():
        for token, _ in markup.walk(run):
            if token.type == "figure":
                found.figures.add(figure_id(str(token.attrs["src"])))
            elif token.type == "table_open" and token.meta.get("id"):
                found.labels[f"tbl:{token.meta['id']}"] = bank
            elif token.type == "math_block_label":
                found.labels[f"eq:{token.info}"] = bank


@contextmanager
def staging(destination: Destination) -> Iterator[Path]:
    """A folder beside the files to be, so that they can be moved into place. Gone afterwards."""
    beside = destination.root if destination.is_book else destination.root.parent
    beside.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".importing-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move(staged: Path, destination: Destination, folders: list[str], files: list[str]) -> None:
    """Move chapters, then files, into the book; book.yaml last, as it makes the folder a book.

    Raises BuildError, before anything is moved, where a name is taken by now.
    """
    root = destination.root
    root.mkdir(exist_ok=True)
    if taken := [name for name in (*folders, *files) if (root / name).exists()]:
        message = say(
            "`{taken}` has come into the folder meanwhile: nothing was written", taken=taken[0]
        )
        raise BuildError([Notice("import-into", Span(destination.shown), message)])
    for name in (*folders, *files):
        (staged / name).rename(root / name)
