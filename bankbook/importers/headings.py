"""Markdown whose headings are chapters and questions, by their levels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bankbook.importers import numbering
from bankbook.importers.blocks import split
from bankbook.importers.material import Item, Material, Part, Remnant
from bankbook.importers.shape import plain
from bankbook.model import SECTIONS

#: Headings of an answer that is not divided.
ANSWERS = ("答案", "参考答案", "回答", "答", "answer", "解答", "标准答案")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the top level of the text: its first line from 0, the line behind it."""

    start: int
    end: int
    level: int
    text: str

    @property
    def section(self) -> str:
        """The part of a question that it opens, or nothing."""
        name = re.sub(r"[*_：:【】\s]+", " ", self.text).strip().lower()
        return "answer" if name in ANSWERS else SECTIONS.get(name, "")


def found(text: str) -> list[Heading]:
    """The text's headings, in order."""
    result = []
    for block in split(text):
        if block.kind == "heading":
            size = block.text.count("\n") + 1
            title = " ".join(block.content.split())
            result.append(Heading(block.before, block.before + size, int(block.info), title))
    return result


def question_level(headings: list[Heading]) -> int:
    """The level of the headings that are questions, or 0 where there are none.

    That above the sections, where there are sections (`### 要点`); else the one with most headings
    that ask something or are numbered; else the lowest of the first two below the title.
    """
    sections = [heading for heading in headings if heading.section]
    if sections:
        least = min(heading.level for heading in sections)
        return max((h.level for h in headings if h.level < least and not h.section), default=0)
    levels = sorted({heading.level for heading in headings})
    asking = {
        level: sum(bool(numbering.ASKING.search(h.text)) for h in headings if h.level == level)
        for level in levels
    }
    best = max(levels, key=lambda level: (asking[level], -level), default=0)
    if best and asking[best]:
        return best
    body = levels[1:] if len(levels) > 1 and _single(headings, levels[0]) else levels
    return body[min(1, len(body) - 1)] if body else 0


def _single(headings: list[Heading], level: int) -> bool:
    """Whether the text's first heading is the only one of its level: its title."""
    return headings[0].level == level and sum(h.level == level for h in headings) == 1


@dataclass(slots=True)
class _Chapter:
    place: int
    title: str
    opener: str = ""
    items: list[Item] = field(default_factory=list)


def read(text: str, title: str) -> Material:
    """The text's questions. What stands before the first heading, or below the title alone, has no
    place."""
    headings = found(text)
    level = question_level(headings)
    held = text.split("\n")
    remnants: list[Remnant] = []
    chapters: list[_Chapter] = []
    titled = (
        len(headings) > 1 and headings[0].level < level and _single(headings, headings[0].level)
    )
    path: list[Heading] = []

    def body(start: int, end: int) -> str:
        return "\n".join(held[start:end]).strip("\n")

    def unplaced(start: int, end: int) -> None:
        if rest := body(start, end).strip():
            first = next(i for i in range(start, end) if held[i].strip())
            remnants.append(Remnant(first + 1, rest, "it stands before the first question"))

    unplaced(0, headings[0].start if headings else len(held))
    major = [heading for heading in headings if heading.level <= level]
    for index, heading in enumerate(major):
        end = major[index + 1].start if index + 1 < len(major) else len(held)
        name = numbering.unnumbered(heading.text)
        if heading.level == level:
            if not chapters:
                chapters.append(_Chapter(heading.start + 1, ""))
            chapters[-1].items.append(_item(heading, name, headings, held, end))
        elif index == 0 and titled:
            title = name or title
            unplaced(heading.end, end)
        else:
            path = [above for above in path if above.level < heading.level] + [heading]
            full = " · ".join(numbering.unnumbered(above.text) for above in path)
            chapters.append(_Chapter(heading.start + 1, full, body(heading.end, end)))
    parts = tuple(
        Part(chapter.title, tuple(chapter.items), chapter.opener, place=chapter.place)
        for chapter in chapters
    )
    return Material(title, parts, tuple(remnants))


def _item(heading: Heading, name: str, headings: list[Heading], held: list[str], end: int) -> Item:
    """A question from its heading to the next: with sections, what stands before them is its stem;
    without, all is its answer."""
    inner = [h for h in headings if heading.end <= h.start < end and h.section]
    least = min((h.level for h in inner), default=0)
    inner = [h for h in inner if h.level == least]
    texts: dict[str, str] = {}
    edges = [*(h.start for h in inner), end]
    opening = "\n".join(held[heading.end : edges[0]]).strip("\n")
    for section, edge in zip(inner, edges[1:], strict=True):
        text = "\n".join(held[section.end : edge]).strip("\n")
        key = section.section
        texts[key] = f"{texts[key]}\n\n{text}" if texts.get(key) else text
    if not inner:
        answer, stem = opening, ""
    else:
        answer, stem = texts.get("answer", ""), opening
    return Item(
        heading.start + 1,
        stem if stem.strip() else name,
        answer,
        title=plain(name) if stem.strip() else "",
        hint=texts.get("hint", ""),
        points=texts.get("points", ""),
        analysis=texts.get("analysis", ""),
        followups=texts.get("followups", ""),
    )
