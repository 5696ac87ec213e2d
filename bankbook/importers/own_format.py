"""The bank's own files, one after the other: front matter and Markdown, questions and openers.

`cat chapter/*.md` is such a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bankbook.importers import fields, lines
from bankbook.importers.material import Item, Material, Part, Remnant
from bankbook.importers.slugs import is_slug
from bankbook.manuscript import located_yaml, sections
from bankbook.manuscript.schema import ChapterMatter, QuestionMatter
from bankbook.model import Prose
from bankbook.notices import BuildError, Span

#: Front matter longer than this is a text between two rules.
LONGEST = 60
OPENER, QUESTION = set(ChapterMatter.model_fields), set(QuestionMatter.model_fields)


@dataclass(frozen=True, slots=True)
class _File:
    """Front matter and what follows it. `place` is the line of the opening `---`, from 1."""

    place: int
    matter: dict[str, Any]
    body: str
    lines: int


def _files(text: str) -> tuple[str, list[_File]]:
    """What stands before the first front matter, and each with its text."""
    held = text.split("\n")
    code = [inside for _, _, inside in lines.marked(text)]
    heads: list[tuple[int, int, dict[str, Any]]] = []
    index = 0
    while index < len(held):
        if held[index].rstrip() == "---" and not code[index]:
            matter, end = _matter(held, index)
            if matter is not None:
                heads.append((index, end, matter))
                index = end
        index += 1
    found = []
    for number, (start, end, matter) in enumerate(heads):
        stop = heads[number + 1][0] if number + 1 < len(heads) else len(held)
        body = "\n".join(held[end + 1 : stop]).strip("\n")
        found.append(_File(start + 1, matter, body, end - start + 1))
    first = heads[0][0] if heads else len(held)
    return "\n".join(held[:first]).strip("\n"), found


def _matter(held: list[str], start: int) -> tuple[dict[str, Any] | None, int]:
    """The front matter that opens on a line, and the line that closes it."""
    for end in range(start + 1, min(start + LONGEST, len(held))):
        if held[end].rstrip() != "---":
            continue
        try:
            value = located_yaml.load("\n".join(held[start + 1 : end]), "").value
        except BuildError:
            return None, start
        known = isinstance(value, dict) and isinstance(value.get("title"), str)
        if known and set(value) <= QUESTION | OPENER:
            return value, end
        return None, start
    return None, start


def is_own(text: str) -> bool:
    """Whether the text begins with the front matter of a question or of a chapter's opener."""
    before, files = _files(text)
    return bool(files) and not before.strip()


def read(text: str, title: str) -> Material:
    before, files = _files(text)
    remnants = []
    if before.strip():
        remnants.append(Remnant(1, before, "it stands before the first front matter"))
    parts: list[Part] = []
    items: list[Item] = []
    opened: _File | None = None

    def close() -> None:
        if opened is not None or items:
            matter = opened.matter if opened else {}
            place = opened.place if opened else items[0].place
            body = opened.body if opened else ""
            goals = tuple(str(goal) for goal in _list(matter.get("goals")))
            name = str(matter.get("title", ""))
            parts.append(Part(name, tuple(items), body, goals, place=place))

    for file in files:
        if set(file.matter) <= OPENER:
            close()
            opened, items = file, []
            continue
        items.append(_item(file, remnants))
    close()
    return Material(title, tuple(parts), tuple(remnants))


def _list(value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value] if value else []
    return [item for item in given if isinstance(item, str)]


def _item(file: _File, remnants: list[Remnant]) -> Item:
    runs, notices = sections.split(Prose(file.body, Span("", file.place + file.lines)))
    stem = runs["stem"].text.strip("\n") if "stem" in runs else ""
    known = ("stem", "hint", "points", "analysis", "followups")
    other = {name: run for name, run in runs.items() if name not in known}
    for name, prose in other.items():
        text = f"## {name.removeprefix('unknown:')}\n{prose.text}"
        remnants.append(Remnant(prose.span.line, text, "a question has no section of this name"))
    for notice in notices:
        if notice.code == "section-twice":
            remnants.append(
                Remnant(notice.span.line, _section(file, notice.span), "it stands here twice")
            )
    matter = file.matter
    name = str(matter.get("id") or "")
    level = fields.difficulty(str(matter.get("difficulty") or ""))
    form = fields.kind(str(matter.get("kind") or ""))
    for key, value, good in (
        ("id", name, is_slug(name)),
        ("difficulty", matter.get("difficulty"), level),
        ("kind", matter.get("kind"), form),
    ):
        if value and not good:
            remnants.append(Remnant(file.place, f"{key}: {value}", "this is no value for it"))

    def run(key: str) -> str:
        return runs[key].text.strip("\n") if key in runs else ""

    return Item(
        file.place,
        stem,
        title=str(matter["title"]),
        hint=run("hint"),
        points=run("points"),
        analysis=run("analysis"),
        followups=run("followups"),
        id=name if is_slug(name) else "",
        difficulty=level,
        kind=form,
        tags=tuple(_list(matter.get("tags"))),
        sources=tuple(_list(matter.get("sources"))),
    )


def _section(file: _File, span: Span) -> str:
    """The text of the section whose heading is on a line, to the next of its level."""
    held = file.body.split("\n")
    start = span.line - file.place - file.lines
    end = next((i for i in range(start + 1, len(held)) if held[i].startswith("## ")), len(held))
    return "\n".join(held[start:end])
