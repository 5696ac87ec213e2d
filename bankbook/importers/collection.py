"""Anki's collection, an SQLite file in one of two schemas: notes with the names of their fields.

`collection.anki2` and `collection.anki21` keep note types and decks as JSON in `col`;
`collection.anki21b` (Anki 2.1.50 and newer) in tables, packed with Zstandard.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bankbook.importers.package import Package
from bankbook.said import say

#: SQLite's steps that a query may take: a hostile file's may never end.
MOST_STEPS = 200_000_000
WRITE_AHEAD, ROLLBACK = b"\x02\x02", b"\x01\x01"


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its fields by name, in order, as HTML; the deck of its first card; its tags."""

    fields: dict[str, str]
    deck: str
    tags: tuple[str, ...]


def notes(package: Package) -> list[Note]:
    """The collection's notes in the order in which they were made. Raises BuildError."""
    name = next(
        (
            n
            for n in ("collection.anki21b", "collection.anki21", "collection.anki2")
            if n in package
        ),
        None,
    )
    if name is None:
        raise package.wrong("import-package", say("there is no Anki collection in this package"))
    content = package.read(name)
    if name.endswith("b"):
        content = package.unpacked(name, content)
    try:
        return list(_notes(content))
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        message = say(
            "`{name}` is not a collection that Anki wrote: {error}", name=name, error=error
        )
        raise package.wrong("import-package", message) from None


def _open(content: bytes) -> sqlite3.Connection:
    if content[18:20] == WRITE_AHEAD:  # such a file cannot be opened in memory
        content = content[:18] + ROLLBACK + content[20:]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {pragma}")
    steps = iter(range(MOST_STEPS // 100_000))
    connection.set_progress_handler(lambda: next(steps, None) is None, 100_000)
    # Anki's own order of names, which its newer tables ask for.
    connection.create_collation(
        "unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower())
    )
    return connection


def _notes(content: bytes) -> Iterator[Note]:
    connection = _open(content)
    try:
        kinds = dict(connection.execute("SELECT name, type FROM sqlite_master"))
        if kinds.get("notes") != "table" or kinds.get("cards") != "table":
            raise ValueError(say("it has no table of notes"))
        newer = kinds.get("notetypes") == "table"
        names = _newer_fields(connection) if newer else _older_fields(connection)
        decks = _newer_decks(connection) if newer else _older_decks(connection)
        first = dict(connection.execute("SELECT nid, did FROM cards ORDER BY ord DESC, id DESC"))
        rows = connection.execute("SELECT id, mid, tags, flds FROM notes ORDER BY id")
        for note, kind, tags, text in rows:
            values = str(text).split("\x1f")
            called = names.get(int(kind), [])
            called = called + [f"Field {i + 1}" for i in range(len(called), len(values))]
            fields: dict[str, str] = {}
            for name, value in zip(called, values, strict=False):
                fields[name if name not in fields else f"{name} {len(fields)}"] = value
            deck = decks.get(int(first.get(note, 0)), "")
            yield Note(fields, deck, tuple(str(tags).split()))
    finally:
        connection.close()


def _older(connection: sqlite3.Connection, column: str) -> dict[str, Any]:
    row = connection.execute(f"SELECT {column} FROM col").fetchone()
    value = json.loads(row[0]) if row else {}
    if not isinstance(value, dict):
        raise ValueError(say("its {column} are no object", column=column))
    return value


def _older_fields(connection: sqlite3.Connection) -> dict[int, list[str]]:
    return {
        int(key): [
            str(entry["name"]) for entry in sorted(kind["flds"], key=lambda f: f.get("ord", 0))
        ]
        for key, kind in _older(connection, "models").items()
    }


def _older_decks(connection: sqlite3.Connection) -> dict[int, str]:
    return {int(key): str(deck["name"]) for key, deck in _older(connection, "decks").items()}


def _newer_fields(connection: sqlite3.Connection) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        found.setdefault(int(kind), []).append(str(name))
    return found


def _newer_decks(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("SELECT id, name FROM decks")
    return {int(key): str(name).replace("\x1f", "::") for key, name in rows}
