"""JSON: a list of questions, `{chapter: [questions]}`, or a question a line (JSON Lines)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bankbook.importers import decoding, fields
from bankbook.importers.fields import Record, record
from bankbook.importers.gathering import gathered
from bankbook.importers.material import Material, Remnant, Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

#: Keys under which a list of questions may stand in an object.
LISTS = ("questions", "items", "data", "cards", "notes", "题目", "问题")


def _all_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's fields; of two with one name, the second keeps its value under another."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        name, number = key, 2
        while name in found:
            name, number = f"{key} {number}", number + 1
        found[name] = value
    return found


_decoder = json.JSONDecoder(strict=False, object_pairs_hook=_all_pairs)


class _Places:
    """The lines of objects, found by reading the text once more from object to object."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.line = 1

    def of(self, value: Any) -> int:
        """The line of the next object that begins as this one does."""
        first = next(iter(value), "") if isinstance(value, dict) else value
        for ascii_only in (False, True):
            try:
                shown = json.dumps(first, ensure_ascii=ascii_only)
            except ValueError:
                continue
            if (found := self.text.find(shown, self.offset)) >= 0:
                self.line += self.text.count("\n", self.offset, found)
                self.offset = found + 1
                break
        return self.line


def read(source: Source) -> Material:
    """Raises BuildError where this is not JSON, or nothing in it is a question."""
    text = decoding.text(source)
    value = _parsed(text, source)
    places = _Places(text)
    records: list[Record] = []
    remnants: list[Remnant] = []
    title = source.stem
    if isinstance(value, dict) and not _is_question(value):
        for key in ("title", "name", "标题"):
            if isinstance(value.get(key), str) and value[key].strip():
                title = value.pop(key)
                break
    for chapter, entry in _entries(value):
        place = places.of(entry)
        if isinstance(entry, dict):
            found = record(
                {str(key): _text(item, fields.field(str(key))) for key, item in entry.items()},
                place,
            )
            records.append(Record(found.item, found.chapter or chapter, found.remnants))
        elif entry not in (None, "", [], {}):
            reason = "it is no object with a question"
            remnants.append(
                Remnant(place, f"{chapter}: {_text(entry)}" if chapter else _text(entry), reason)
            )
    if not any(found.item.question.strip() or found.item.title.strip() for found in records):
        message = say("nothing in this JSON is a question")
        hint = say('write a list of objects: [{{"question": "…", "answer": "…"}}]')
        raise BuildError([Notice("import-columns", Span(source.shown), message, hint)])
    return gathered(title, records, remnants)


def _parsed(text: str, source: Source) -> Any:
    try:
        return _decoder.decode(text)
    except RecursionError:
        message = say("this JSON is nested too deeply")
        raise BuildError([Notice("import-syntax", Span(source.shown), message)]) from None
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and lines[0].lstrip().startswith("{"):
            try:
                return [_decoder.decode(line.strip()) for line in lines]
            except (ValueError, RecursionError):
                pass
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 0)
        message = say("not valid JSON: {problem}", problem=getattr(error, "msg", error))
        raise BuildError(
            [Notice("import-syntax", Span(source.shown, line, column), message)]
        ) from None


def _is_question(value: dict[str, Any]) -> bool:
    """Whether an object is a question: it has one of its fields, and no list of objects there."""
    return any(
        fields.field(str(key)) in ("question", "answer") and not _objects(item)
        for key, item in value.items()
    )


def _objects(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )


def _entries(value: Any, chapter: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Every object that may be a question, with the chapter that holds it, in order."""
    if isinstance(value, list) and depth < 20:
        for item in value:
            nested = isinstance(item, (list, dict)) and not (
                isinstance(item, dict) and (_is_question(item) or not _lists(item))
            )
            if nested:
                yield from _entries(item, chapter, depth + 1)
            else:
                yield chapter, item
    elif isinstance(value, dict) and not _is_question(value) and depth < 20 and _lists(value):
        name = next(
            (
                str(v)
                for k, v in value.items()
                if fields.field(str(k)) in ("title", "chapter") and isinstance(v, str)
            ),
            "",
        )
        for key, item in value.items():
            if fields.field(str(key)) in ("title", "chapter") and str(item) == name and name:
                continue
            inner = (
                name or chapter
                if key in LISTS
                else " · ".join(filter(None, (chapter or name, str(key))))
            )
            if _objects(item):
                yield from _entries(item, inner, depth + 1)
            else:
                yield inner, item
    else:
        yield chapter, value


def _lists(value: dict[str, Any]) -> bool:
    return any(_objects(item) for item in value.values())


def _text(value: Any, meaning: str = "") -> str:
    """A field's value as text: a list of words as a list for tags, as points elsewhere."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        texts = [item if isinstance(item, str) else json.dumps(item) for item in value]
        if meaning in ("tags", "sources"):
            return "|".join(texts)
        return "\n".join("- " + "\n  ".join(text.split("\n")) for text in texts)
    return json.dumps(value, ensure_ascii=False, indent=2)
