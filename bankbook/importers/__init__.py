"""Other material → a bank to edit. A kind of source is a file here and a row in `READERS`.

A reader finds `Material` in a file; what follows is the same for all: names are given (`slugs`), each
question gets the bank's shape (`shape`), its text the bank's Markdown (`cells`), and the project's own
checks have the last word (`settling`). Nothing is lost: what has no place goes to `unplaced.md`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bankbook.importers import anki, article, csv_table, json_list
from bankbook.importers.binding import Imported, bound
from bankbook.importers.destination import Destination, at
from bankbook.importers.material import Material, Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

__all__ = ["KINDS", "Destination", "Imported", "import_file"]

#: A source of more bytes is none that somebody wrote.
LARGEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: the ends of its files' names, and what reads it."""

    suffixes: tuple[str, ...]
    read: Callable[[Source], Material]


READERS: dict[str, Kind] = {
    "text": Kind((".txt", ".md", ".markdown", ".mkd", ".qmd", ".text"), article.read),
    "csv": Kind((".csv", ".tsv"), csv_table.read),
    "json": Kind((".json", ".jsonl", ".ndjson"), json_list.read),
    "anki": Kind((".apkg", ".colpkg"), anki.read),
}
KINDS = tuple(READERS)


def import_file(
    path: Path, shown: str, into: Path, into_shown: str, *, day: str, kind: str | None = None
) -> Imported:
    """Make the file at `path` a bank in the folder `into`, or chapters of the book there.

    `day` is a new book's date, YYYY-MM-DD; `kind` one of KINDS, else found out by name and content.
    Raises BuildError where the file cannot be read as what it is, or nothing in it is a question;
    then nothing is written. Nothing that is there is ever overwritten.
    """
    source = _source(path, shown)
    material = READERS[kind or _kind(source)].read(source)
    if not any(part.items for part in material.parts):
        message = say("no question was found in this file")
        raise BuildError([Notice("import-empty", Span(shown), message)])
    material = replace(material, title=material.title.strip() or source.stem)
    return bound(material, at(into, into_shown), shown, day)


def _source(path: Path, shown: str) -> Source:
    if path.stat().st_size > LARGEST:
        message = say("this file is larger than {largest} MB", largest=LARGEST // 1000000)
        raise BuildError([Notice("file-too-large", Span(shown), message)])
    return Source(shown, path.read_bytes(), path.stem, path.parent)


def _kind(source: Source) -> str:
    """By the name's end; else by what the file begins with."""
    name = source.shown.lower()
    for kind, row in READERS.items():
        if name.endswith(row.suffixes):
            return kind
    if source.content.startswith(b"PK\x03\x04"):
        return "anki"
    return "json" if source.content.lstrip()[:1] in (b"[", b"{") else "text"
