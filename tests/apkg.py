"""Anki packages, made as Anki makes them, in its older and its newer schema."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import zstandard

Notes = list[tuple[str, dict[str, str], str]]  # deck, fields, tags
NEWER = """
CREATE TABLE notetypes (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase, config blob);
CREATE TABLE fields (ntid integer, ord integer, name text NOT NULL COLLATE unicase, config blob,
  PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
CREATE TABLE decks (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase, common blob);
"""
SHARED = """
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer,
  tags text, flds text, sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer);
CREATE TABLE col (id integer PRIMARY KEY, models text, decks text);
"""


def collection(notes: Notes, newer: bool, scratch: Path) -> bytes:
    """The SQLite file of a collection."""
    scratch.unlink(missing_ok=True)
    base = sqlite3.connect(scratch)
    base.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
    base.executescript(SHARED + (NEWER if newer else ""))
    decks = {name: 100 + i for i, name in enumerate(dict.fromkeys(note[0] for note in notes))}
    kinds = {
        tuple(names): 10 + i for i, names in enumerate(dict.fromkeys(tuple(n[1]) for n in notes))
    }
    if newer:
        for name, key in decks.items():
            base.execute("INSERT INTO decks VALUES (?, ?, x'')", (key, name.replace("::", "\x1f")))
        for names, key in kinds.items():
            base.execute("INSERT INTO notetypes VALUES (?, 'Basic', x'')", (key,))
            for place, name in enumerate(names):
                base.execute("INSERT INTO fields VALUES (?, ?, ?, x'')", (key, place, name))
        base.execute("INSERT INTO col VALUES (1, '', '')")
    else:
        models = {
            str(key): {
                "name": "Basic",
                "flds": [{"name": n, "ord": i} for i, n in enumerate(names)],
            }
            for names, key in kinds.items()
        }
        named = {str(key): {"id": key, "name": name} for name, key in decks.items()}
        base.execute("INSERT INTO col VALUES (1, ?, ?)", (json.dumps(models), json.dumps(named)))
    for number, (deck, fields, tags) in enumerate(notes, 1):
        row = (number, kinds[tuple(fields)], tags, "\x1f".join(fields.values()))
        base.execute("INSERT INTO notes VALUES (?, '', ?, 0, 0, ?, ?, 0, 0, 0, '')", row)
        base.execute("INSERT INTO cards VALUES (?, ?, ?, 0)", (number, number, decks[deck]))
    base.commit()
    base.close()
    return scratch.read_bytes()


def _field(number: int, content: bytes) -> bytes:
    """A field of a protocol buffer's message."""

    def varint(value: int) -> bytes:
        result = b""
        while value > 0x7F:
            result += bytes([value & 0x7F | 0x80])
            value >>= 7
        return result + bytes([value])

    return varint(number << 3 | 2) + varint(len(content)) + content


def package(path: Path, notes: Notes, media: dict[str, bytes], newer: bool = False) -> Path:
    """An .apkg with these notes and media."""
    content = collection(notes, newer, path.with_suffix(".db"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        if newer:
            squeeze = zstandard.ZstdCompressor().compress
            # For older programs such a package has a collection that says “please update”.
            stub = [("Default", {"Front": "Please update", "Back": ""}, "")]
            made.writestr("meta", b"\x08\x03")
            made.writestr("collection.anki2", collection(stub, False, path.with_suffix(".db")))
            made.writestr("collection.anki21b", squeeze(content))
            entries = [_field(1, _field(1, name.encode()) + b"\x10\x05") for name in media]
            made.writestr("media", squeeze(b"".join(entries)))
        else:
            squeeze = bytes
            made.writestr("collection.anki2", content)
            made.writestr("media", json.dumps({str(i): name for i, name in enumerate(media)}))
        for number, data in enumerate(media.values()):
            made.writestr(str(number), squeeze(data))
    path.with_suffix(".db").unlink()
    return path
