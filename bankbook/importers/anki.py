"""Anki packages (.apkg, .colpkg): a note a question, a deck a chapter."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from bankbook.importers import collection, fields, web
from bankbook.importers.anki_media import Media
from bankbook.importers.cloze import cloze, has_cloze
from bankbook.importers.collection import Note
from bankbook.importers.fields import Record, record
from bankbook.importers.gathering import gathered
from bankbook.importers.material import Material, Remnant, Source
from bankbook.importers.package import Package
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

#: The pictures that a field shows. What it plays, no book can hold.
SHOWN = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)


def read(source: Source) -> Material:
    """Raises BuildError for what is no package of Anki's, or one that must not be opened."""
    package = Package(source)
    media = Media(package)
    notes = collection.notes(package)
    if not notes:
        message = say("there are no notes in this package")
        raise BuildError([Notice("import-empty", Span(source.shown), message)])
    root, chapters = _chapters([note.deck for note in notes])
    records = []
    for number, (note, chapter) in enumerate(zip(notes, chapters, strict=True), 1):
        found = _record(note, number)
        records.append(Record(found.item, chapter, found.remnants))
    shown = set()
    for note in notes:
        for value in note.fields.values():
            shown |= {unquote(html.unescape(name)) for name in SHOWN.findall(value)}
    remnants = [
        Remnant(0, name, "no note shows it: a file that was not unpacked")
        for name in media.members
        if name not in shown and unquote(name) not in shown
    ]
    return gathered(root or source.stem, records, remnants, media, "note")


def _chapters(decks: list[str]) -> tuple[str, list[str]]:
    """The deck that holds all others, and the rest of each one's name as a chapter's title."""
    paths = [[part.strip() for part in deck.split("::") if part.strip()] for deck in decks]
    longest = min(map(len, paths), default=0)
    shared = 0
    while shared < longest and len({path[shared] for path in paths}) == 1:
        shared += 1
    root = " · ".join(paths[0][:shared]) if paths else ""
    return root, [" · ".join(path[shared:]) or root for path in paths]


def _record(note: Note, place: int) -> Record:
    """A note as a question: by the names of its fields, else the first two ask and answer."""
    named = {name: fields.field(name) for name in note.fields}
    asks = next((name for name, meaning in named.items() if meaning in ("question", "title")), None)
    asks = asks or next((name for name, value in note.fields.items() if value.strip()), "")
    rest = [name for name in note.fields if name != asks]
    values: dict[str, str] = {}
    if has_cloze(note.fields.get(asks, "")):
        found = cloze(note.fields[asks])
        values["question"] = _markdown(found.asked)
        values["points"] = "\n".join(
            f"- （{number}）{' '.join(_markdown(text).split())}" for number, text in found.answers
        )
        values["analysis"] = _markdown(found.told)
    else:
        values["question"] = _markdown(note.fields.get(asks, ""))
        if not any(named[name] in ("answer", "analysis", "points") for name in rest) and rest:
            named[rest[0]] = "answer"
    others: list[str] = []
    for name in rest:
        meaning, value = named[name], note.fields[name]
        if not value.strip():
            continue
        if meaning in ("difficulty", "kind", "tags", "number", "id"):
            values[meaning] = web.plain(value)
        elif meaning in ("hint", "answer", "analysis", "points", "followups"):
            _append(values, meaning, _markdown(value))
        else:
            # A learner sees such a field on the card's back.
            others.append(f"**{web.escaped(name)}**\n\n{_markdown(value)}")
    for text in others:
        _append(values, "analysis" if values.get("analysis") else "answer", text)
    if note.tags:
        values["tags"] = "|".join((values.get("tags", ""), *note.tags)).strip("|")
    return record(values, place)


def _append(values: dict[str, str], name: str, text: str) -> None:
    values[name] = f"{values[name]}\n\n{text}" if values.get(name) else text


def _markdown(field: str) -> str:
    """A field's HTML as Markdown; what cannot be read is kept as code."""
    text = web.markdown(field)
    return text if text is not None else web.fenced(field)
