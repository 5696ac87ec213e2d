"""The bibliography: CSL-JSON, as Zotero and others export it, or BibTeX."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
from pylatexenc.latex2text import LatexNodes2Text

from bankbook.manuscript.text_file import Folder, control_character
from bankbook.memo import lasting
from bankbook.model import Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import recognised, say

#: What Python's reader of JSON says most often.
PROBLEMS = (
    say("Expecting value"),
    say("Expecting ',' delimiter"),
    say("Expecting ':' delimiter"),
    say("Expecting property name enclosed in double quotes"),
    say("Extra data"),
)
ARXIV = re.compile(r"(?:arxiv[:./ ]|abs/)?(\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)


def read(folder: Folder, path: Path) -> tuple[tuple[Source, ...], list[Notice]]:
    """All works in the file, and a notice for each that lacks what a reference must have."""
    text = folder.read(path)
    name = folder.name(path)
    entries = _bibtex(text, name) if path.suffix == ".bib" else _csl_json(text, name)
    sources: dict[str, Source] = {}
    notices: list[Notice] = []
    for source in entries:
        texts = (source.id, source.title, *source.authors, source.container, source.publisher)
        texts += (source.year, source.arxiv, source.doi, source.url, source.accessed)
        if notice := control_character("".join(texts), source.span):
            notices.append(notice)
        for key in ("title", "authors", "year"):
            if not getattr(source, key):
                message = say("source `{source}` has no {key}", source=source.id, key=key)
                notices.append(Notice("source-incomplete", source.span, message))
        if source.id in sources:
            message = say("source `{source}` stands here twice", source=source.id)
            hint = say("the first is on line {line}", line=sources[source.id].span.line)
            notices.append(Notice("source-twice", source.span, message, hint))
        sources.setdefault(source.id, source)
    return tuple(sources.values()), notices


@lasting
def _csl_json(text: str, name: str) -> list[Source]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:  # a ValueError is a number of 4,300 digits
        line = getattr(error, "lineno", 1)
        column = getattr(error, "colno", 0)
        deep = isinstance(error, RecursionError)
        told = say("nested too deeply") if deep else say("a number is too long")
        said = getattr(error, "msg", "")
        problem = recognised(said, PROBLEMS) if said else told
        message = say("not valid JSON: {problem}", problem=problem)
        raise BuildError([Notice("source-syntax", Span(name, line, column), message)]) from None
    if not isinstance(entries, list) or not all(isinstance(item, dict) for item in entries):
        message = say("a CSL-JSON bibliography is a list of objects")
        raise BuildError([Notice("source-syntax", Span(name), message)])
    sources, after = [], 0
    for number, entry in enumerate(entries, 1):
        key = str(entry.get("id") or "")
        if not key:
            message = say("entry {number} has no `id`, by which texts cite it", number=number)
            hint = say('add `"id": "name"`')
            raise BuildError([Notice("source-syntax", Span(name), message, hint)])
        found = re.compile(r'"id"\s*:\s*' + re.escape(json.dumps(key, ensure_ascii=False)))
        match = found.search(text, after)
        after = match.end() if match else after
        span = _place(text, name, match.start()) if match else Span(name)
        sources.append(_source(entry, key, span))
    return sources


def _place(text: str, name: str, offset: int) -> Span:
    line_start = text.rfind("\n", 0, offset) + 1
    return Span(name, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _source(entry: dict[str, Any], key: str, span: Span) -> Source:
    def word(field: str) -> str:
        value = entry.get(field)
        return str(value).strip() if isinstance(value, (str, int)) else ""

    arxiv = ""
    for place in (word("number"), word("archive_location"), word("URL"), word("note")):
        if "arxiv" in (word("publisher") + word("archive") + place).lower():
            found = ARXIV.search(place)
            arxiv = arxiv or (found[1] if found else "")
    return Source(
        id=key,
        title=word("title"),
        authors=_people(entry.get("author")),
        year=_year(entry.get("issued")),
        container=word("container-title"),
        publisher=word("publisher"),
        arxiv=arxiv,
        doi=word("DOI"),
        url=word("URL"),
        accessed=_day(entry.get("accessed")),
        span=span,
    )


def _people(people: Any) -> tuple[str, ...]:
    names = []
    for person in people if isinstance(people, list) else []:
        if not isinstance(person, dict):
            continue
        literal = person.get("literal")
        parts = (person.get("given"), person.get("non-dropping-particle"), person.get("family"))
        names.append(str(literal) if literal else " ".join(str(part) for part in parts if part))
    return tuple(name for name in names if name)


def _day(date: Any) -> str:
    try:
        return "-".join(f"{int(part):02d}" for part in date["date-parts"][0])
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
        return ""


def _year(date: Any) -> str:
    return _day(date).split("-")[0]


def _problem(error: object) -> str:
    return " ".join(str(error).split()) or say("it does not end")


@lasting
def _bibtex(text: str, name: str) -> list[Source]:
    library = bibtexparser.parse_string(text)  # type: ignore[attr-defined]
    broken = [
        Notice(
            "source-syntax",
            Span(name, (block.start_line or 0) + 1, 1),
            say("this entry cannot be read: {problem}", problem=_problem(block.error)),
            say("look for a brace, a quote or a comma that is missing"),
        )
        for block in library.failed_blocks
        if not isinstance(block, bibtexparser.model.DuplicateBlockKeyBlock)
    ]
    if broken:
        raise BuildError(broken)
    plain = LatexNodes2Text()
    sources = []
    found: Any
    for found in library.blocks:
        duplicate = isinstance(found, bibtexparser.model.DuplicateBlockKeyBlock)
        block = found.ignore_error_block if duplicate else found
        if not isinstance(block, bibtexparser.model.Entry):
            continue
        fields = {
            field.key.lower(): " ".join(plain.latex_to_text(str(field.value)).split())
            for field in block.fields
        }
        authors = tuple(
            " ".join(reversed([part.strip() for part in author.split(",", 1)]))
            for author in re.split(r"\s+and\s+", fields.get("author", ""))
            if author and author.strip() != "others"
        )
        eprint = fields.get("eprint", "") + fields.get("journal", "")
        arxiv = ARXIV.search(eprint)
        sources.append(
            Source(
                id=block.key,
                title=fields.get("title", ""),
                authors=authors,
                year=fields.get("year", fields.get("date", ""))[:4],
                container=fields.get("journal", "") or fields.get("booktitle", ""),
                publisher=fields.get("publisher", "") or fields.get("howpublished", ""),
                arxiv=arxiv[1] if arxiv else "",
                doi=fields.get("doi", ""),
                url=fields.get("url", ""),
                accessed=fields.get("urldate", ""),
                span=Span(name, (block.start_line or 0) + 1, 1),
            )
        )
    return sources
