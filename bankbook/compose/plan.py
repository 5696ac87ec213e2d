"""What a planned edition is made of: sections, contents, exhibits, the whole book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bankbook.markup.setting import Label
from bankbook.model import Bank, Chapter, Edition, Matter, Question, Source, Term
from bankbook.wording import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its place in this edition. `cited` are numbers in the references."""

    question: Question
    number: str
    anchor: str
    answer_anchor: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the book that starts on a page, or in a file, of its own.

    `kind` names its template: cover, half-title, title-page, colophon, matter, contents,
    lists, chapter, answer-key, answers, glossary, term-index, references. `name` is unique and fit for a file name.
    """

    kind: str
    name: str
    title: str
    number: str = ""
    chapter: Chapter | None = None
    matter: Matter | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def anchor(self) -> str:
        return f"section-{self.name}"


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: also of the outline, the navigation document and the NCX."""

    number: str
    title: str
    anchor: str
    kind: str
    children: tuple[ContentsLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure's file in the bank."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Heading:
    """A letter of the glossary or of the term index, and the terms under it in order."""

    letter: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure (`kind` fig) or a table (tbl) with its number and caption, a line of Markdown."""

    kind: str
    label: Label
    caption: str


@dataclass(frozen=True, slots=True)
class Book:
    """An edition, planned: everything that the templates and the prose need to know.

    `places` maps each anchor to the name of the section that holds it.
    """

    bank: Bank
    edition: Edition
    words: Wording
    sections: tuple[Section, ...]
    contents: tuple[ContentsLine, ...]
    labels: Mapping[str, Label]
    references: tuple[Source, ...]
    numbers: Mapping[str, int]
    pictures: Mapping[str, Picture]
    exhibits: tuple[Exhibit, ...]
    glossary: tuple[Heading, ...]
    index: tuple[Heading, ...]
    places: Mapping[str, str]
