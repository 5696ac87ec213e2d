"""Bank + Edition → Book: what is printed, in which order, with which numbers and anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bankbook import markup
from bankbook.design import design
from bankbook.markup.figure import figure_id
from bankbook.markup.setting import Label
from bankbook.markup.spacing import spaced
from bankbook.model import Bank, Chapter, Edition, Matter, Prose, Question, Source
from bankbook.wording import Wording, wording


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
    lists, chapter, answer-key, answers, references. `name` is unique and fit for a file name.
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
    places: Mapping[str, str]


def compose(bank: Bank, edition: Edition) -> Book:
    """Plan one edition of a bank that the checks have passed."""
    words = wording(bank.imprint.language)
    numbers = _cited(bank)
    sections = tuple(_sections(bank, edition, words, numbers))
    labels: dict[str, Label] = {}
    places: dict[str, str] = {}
    pictures: dict[str, Picture] = {}
    for section in sections:
        places[section.anchor] = section.name
        for entry in section.entries:
            if section.kind == "chapter":
                name = words("question", number=entry.number)
                label = Label(name, entry.anchor, entry.number, entry.answer_anchor)
                labels[f"q:{entry.question.id}"] = label
                labels[f"file:{entry.question.path.name}"] = label
                places[entry.anchor] = section.name
            if section.kind == "answers" or edition.answers == "inline":
                places[entry.answer_anchor] = section.name
    exhibits: list[Exhibit] = []
    counters: dict[tuple[str, str], int] = {}
    for section in sections:
        for run in _runs(section, edition):
            for kind, key, caption, path in _numbered(run):
                chapter = section.number or "0"
                count = counters[kind, chapter] = counters.get((kind, chapter), 0) + 1
                place = f"{chapter}.{count}" if section.number else str(count)
                anchor = f"{kind}-{key}"
                name = {"fig": "figure", "tbl": "table", "eq": "equation"}[kind]
                labels[f"{kind}:{key}"] = Label(words(name, number=place), anchor, place)
                places[anchor] = section.name
                if caption:
                    exhibits.append(Exhibit(kind, labels[f"{kind}:{key}"], caption))
                if path is not None:
                    pictures[key] = Picture(key, path)
    by_id = {source.id: source for source in bank.sources}
    references = tuple(by_id[key] for key in numbers)
    for number in numbers.values():
        places[f"source-{number}"] = "references"
    return Book(
        bank=bank,
        edition=edition,
        words=words,
        sections=sections,
        contents=tuple(_contents(sections)),
        labels=labels,
        references=references,
        numbers=numbers,
        pictures=pictures,
        exhibits=tuple(exhibits),
        places=places,
    )


def _cited(bank: Bank) -> dict[str, int]:
    """The works cited, numbered from 1 in the order in which the book's questions cite them."""
    order: dict[str, None] = {}
    for run in bank.prose():
        for token, _ in markup.walk(run):
            if token.type == "citation":
                order.update(dict.fromkeys(key for key, _ in token.meta["items"]))
    for question in bank.questions():
        order.update(dict.fromkeys(question.sources))
    return {key: number for number, key in enumerate(order, 1)}


def _sections(
    bank: Bank, edition: Edition, words: Wording, numbers: Mapping[str, int]
) -> Iterator[Section]:
    title = bank.imprint.title
    if edition.format != "pdf" or design(edition.design).cover:
        yield Section("cover", "cover", words("cover"))
    yield Section("half-title", "half-title", title)
    yield Section("title-page", "title-page", words("title_page"))
    yield Section("colophon", "colophon", words("colophon"))
    for matter in bank.matter:
        yield Section("matter", matter.id, spaced(matter.title), matter=matter)
    yield Section("contents", "contents", words("contents"))
    if edition.format == "pdf" and any(_exhibits(bank)):
        yield Section("lists", "lists", words("lists"))
    answers: list[Section] = []
    for position, chapter in enumerate(bank.chapters, 1):
        number = str(position)
        entries = tuple(
            Entry(
                question,
                f"{number}.{index}",
                f"q-{question.id}",
                f"a-{question.id}",
                tuple(numbers[key] for key in question.sources),
            )
            for index, question in enumerate(chapter.questions, 1)
        )
        name = f"chapter-{position:02d}"
        heading = spaced(chapter.title)
        yield Section("chapter", name, heading, number, chapter=chapter, entries=entries)
        key = Section(
            "answers",
            f"answers-{position:02d}",
            heading,
            number,
            chapter=chapter,
            entries=entries,
        )
        if edition.answers == "chapter-end":
            yield key
        answers.append(key)
    if edition.answers == "appendix":
        yield Section("answer-key", "answer-key", words("answer_key"))
        yield from answers
    if numbers:
        yield Section("references", "references", words("sources"))


def _runs(section: Section, edition: Edition) -> Iterator[Prose]:
    """The prose that a section prints, in order."""
    if section.matter is not None:
        yield section.matter.prose
    if section.kind == "chapter" and section.chapter is not None:
        yield section.chapter.opener
    for entry in section.entries:
        question = entry.question
        if section.kind == "chapter":
            yield question.stem
            yield question.hint
        if section.kind == "answers" or edition.answers == "inline":
            yield question.answer.points
            yield question.answer.analysis
            yield question.answer.followups


def _numbered(run: Prose) -> Iterator[tuple[str, str, str, Path | None]]:
    """What of a run of prose gets a number: its kind, id and caption, and a figure's file."""
    for token, _ in markup.walk(run):
        if token.type == "figure":
            source = str(token.attrs["src"])
            caption = str(token.attrs.get("title", ""))
            yield "fig", figure_id(source), caption, run.folder / unquote(source)
        elif token.type == "table_open" and token.meta.get("id"):
            yield "tbl", token.meta["id"], token.meta["caption"], None
        elif token.type == "math_block_label":
            yield "eq", token.info, "", None


def _exhibits(bank: Bank) -> Iterator[str]:
    """The captions of a bank's figures and tables."""
    return (item[2] for run in bank.prose() for item in _numbered(run) if item[2])


def _contents(sections: tuple[Section, ...]) -> Iterator[ContentsLine]:
    """Chapters with their questions; the answer key with its chapters and answers."""
    index = 0
    while index < len(sections):
        section = sections[index]
        index += 1
        if section.kind == "answer-key":
            inside = []
            while index < len(sections) and sections[index].kind == "answers":
                inside.append(_line(sections[index]))
                index += 1
            yield ContentsLine("", section.title, section.anchor, section.kind, tuple(inside))
        elif section.kind in ("matter", "lists", "chapter", "answers", "references"):
            yield _line(section)


def _line(section: Section) -> ContentsLine:
    answers = section.kind == "answers"
    children = tuple(
        ContentsLine(
            entry.number,
            spaced(entry.question.title),
            entry.answer_anchor if answers else entry.anchor,
            "answer" if answers else "question",
        )
        for entry in section.entries
    )
    return ContentsLine(section.number, section.title, section.anchor, section.kind, children)
