"""Files to be of the bank: each knows which of its lines hold which block of the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from bankbook.importers.cells import Cell, cells
from bankbook.importers.inline import Scope
from bankbook.importers.material import Item, Part
from bankbook.importers.printable import TEXT, TITLE, printable
from bankbook.importers.shape import Shaped, cut, shaped
from bankbook.said import say
from bankbook.wording import Wording

#: The reader takes files up to 256 kB; a book's answer of more than this is data.
LARGEST = 192 * 1024
SECTIONS = ("hint", "points", "analysis", "followups")
DEFINITION = re.compile(r"(?m)^ {0,3}\[([^\]\n]{1,200})\]:")


@dataclass(eq=False, slots=True)
class Page:
    """A file: its place in the book, its front matter, and its sections by their headings.

    `told` are changes that no block knows of; `item` what the page was made from; `required` what
    sections that must be there say where nothing of the source is left to print in them.
    """

    file: str
    matter: dict[str, Any]
    sections: list[tuple[str, list[Cell]]]
    place: int
    told: list[str] = field(default_factory=list)
    item: Item | None = None
    required: dict[str, str] = field(default_factory=dict)
    _cells: list[tuple[int, Cell]] = field(default_factory=list)

    def text(self) -> str:
        """The file's text as its blocks are written now."""
        lines = ["---", *_yaml(self.matter).splitlines(), "---"]
        self._cells = []
        for heading, held in self.sections:
            texts = [(cell, text) for cell in held if (text := cell.written().text).strip()]
            if heading and (texts or heading in self.required):
                lines += ["", f"## {heading}", ""]
            if heading in self.required and not texts:
                lines.append(self.required[heading])
            for index, (cell, text) in enumerate(texts):
                lines += [""] if index else []
                self._cells.append((len(lines) + 1, cell))
                lines += text.split("\n")
        return "\n".join(lines) + "\n"

    def at(self, line: int) -> Cell | None:
        """The block on a line of the text, or None above the first."""
        before = [cell for start, cell in self._cells if start <= line]
        return before[-1] if before else None

    def cells(self) -> list[Cell]:
        return [cell for _, held in self.sections for cell in held]

    def pictures(self) -> list[str]:
        return [name for cell in self.cells() for name in cell.written().pictures]

    def changes(self) -> list[tuple[int, str]]:
        """What was changed in the source's text, by place."""
        found = [(self.place, told) for told in self.told]
        for cell in self.cells():
            found += [(cell.place, told) for told in cell.written().changes]
        return list(dict.fromkeys(found))


def _yaml(matter: dict[str, Any]) -> str:
    """A key a line, lists in brackets."""
    lines = (
        yaml.safe_dump(
            {key: value},
            allow_unicode=True,
            default_flow_style=None if isinstance(value, list) else False,
            width=10**6,
        )
        for key, value in matter.items()
    )
    return "".join(lines)


class Maker:
    """Makes pages from what was found. Places are kept per line only where a text is one run."""

    def __init__(self, words: Wording, scope: Scope) -> None:
        self.words = words
        self.scope = scope
        self.count = 0

    def _run(self, text: str, place: int, alt: str, notes: frozenset[str]) -> list[Cell]:
        own = frozenset(
            label.casefold() for label in DEFINITION.findall(text) if label.startswith("^")
        )
        scope = Scope(
            self.scope.gallery,
            self.scope.sources,
            self.scope.targets,
            notes | own,
            self.scope.labels,
            alt,
            self.scope.files,
        )
        return cells(text, scope, place)

    def title(self, text: str, told: list[str]) -> str:
        """A title of one line in the fonts of titles, no longer than the schema has it."""
        return cut(" ".join(printable(" ".join(text.split()), TITLE, told.append).split()))

    def opener(self, part: Part, file: str, title: str) -> Page:
        told: list[str] = []
        matter: dict[str, Any] = {"title": self.title(title, told)}
        if part.goals:
            matter["goals"] = [printable(goal, TEXT, told.append) for goal in part.goals]
        run = self._run(part.opener, part.place + 1, title, _definitions(part.opener))
        return Page(file, matter, [("", run)] if run else [], part.place, told)

    def question(self, item: Item, name: str, file: str) -> tuple[Page, list[tuple[str, str]]]:
        """The page of a question; and, with its section, text that is too long for a page."""
        self.count += 1
        told: list[str] = []
        shape = shaped(item, self.count, self.words)
        shape, beyond = _within(shape, self.words)
        matter: dict[str, Any] = {
            "id": name,
            "title": self.title(shape.title, told)
            or self.words("import.untitled", number=self.count),
            "difficulty": item.difficulty or 2,
            "kind": item.kind or "concept",
        }
        if tags := [t for tag in item.tags if (t := printable(tag, TITLE, told.append).strip())]:
            matter["tags"] = tags
        if known := [key for key in item.sources if key in self.scope.sources]:
            matter["sources"] = known
        if unknown := [key for key in item.sources if key not in self.scope.sources]:
            told.append(
                say(
                    "the sources {names} are not in the book's bibliography",
                    names=", ".join(unknown),
                )
            )
        alt = self.words("import.picture", title=matter["title"])
        texts = {"": shape.stem, **{key: getattr(shape, key) for key in SECTIONS}}
        notes = _definitions("\n".join(texts.values()))
        sections = [
            (self.words(key) if key else "", self._run(text, item.place, alt, notes))
            for key, text in texts.items()
            if text.strip()
        ]
        required = {self.words(k): self.words("import.no_answer") for k in ("points", "analysis")}
        return Page(file, matter, sections, item.place, told, item, required), beyond


def _definitions(text: str) -> frozenset[str]:
    """Labels of link definitions, which serve the whole file."""
    labels = DEFINITION.findall(text)
    return frozenset(label.casefold() for label in labels if not label.startswith("^"))


def _within(shape: Shaped, words: Wording) -> tuple[Shaped, list[tuple[str, str]]]:
    """The question with no more text than a file may have, and what is beyond it by section."""
    room, beyond = LARGEST, []
    kept: dict[str, str] = {"title": shape.title}
    for key in ("stem", "hint", "points", "followups", "analysis"):
        text = getattr(shape, key)
        size = len(text.encode(errors="replace"))
        if size > room:
            cut_at = len(text.encode(errors="replace")[:room].decode(errors="ignore"))
            cut_at = max(text.rfind("\n", 0, cut_at) + 1, cut_at - 2000, 0)
            beyond.append((key, text[cut_at:]))
            text = text[:cut_at]
            size = len(text.encode(errors="replace"))
        room -= size
        kept[key] = (
            text
            if text.strip() or key in ("stem", "hint", "followups")
            else words("import.no_answer")
        )
    return Shaped(**kept), beyond
