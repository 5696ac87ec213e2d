"""The frozen types of a question bank. Prose stays Markdown, with its place: media differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bankbook.notices import Span

#: What a question can ask for.
KINDS = ("concept", "compare", "derive", "compute", "code", "design", "choice")
#: Where a YAML file says a value: by the keys and indexes that lead to it.
Places = dict[tuple[str | int, ...], Span]


def _place(places: Places, key: tuple[str | int, ...], otherwise: Span) -> Span:
    """The place of a value, or of the nearest thing that holds it."""
    while key and key not in places:
        key = key[:-1]
    return places.get(key, otherwise) if key else otherwise


#: The reserved headings of a question, small, and what stands under them.
SECTIONS = {
    "提示": "hint",
    "hint": "hint",
    "要点": "points",
    "key points": "points",
    "points": "points",
    "解析": "analysis",
    "explanation": "analysis",
    "analysis": "analysis",
    "追问": "followups",
    "follow-ups": "followups",
    "followups": "followups",
}


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of Markdown from one file. `span` is the place of its first line.

    `folder` is where the file's relative paths start. `references` holds link definitions made
    elsewhere in the same file, as Markdown lines.
    """

    text: str
    span: Span
    folder: Path = Path()
    references: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Answer:
    """What the answer key prints: the short answer, the full one, and what is asked next."""

    points: Prose
    analysis: Prose
    followups: Prose


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `stem` is what is asked, `hint` helps without giving the answer away."""

    id: str
    title: str
    difficulty: int
    kind: str
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    stem: Prose
    hint: Prose
    answer: Answer
    path: Path
    span: Span
    places: Places = field(default_factory=dict, hash=False, compare=False)

    def place(self, *key: str | int) -> Span:
        """Where the front matter says the value of `key`."""
        return _place(self.places, key, self.span)

    def runs(self) -> tuple[Prose, ...]:
        """Its runs of prose in reading order; those that are not there are empty."""
        answer = self.answer
        return (self.stem, self.hint, answer.points, answer.analysis, answer.followups)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A folder of questions with its opener. `goals` is what the reader will be able to do."""

    id: str
    title: str
    goals: tuple[str, ...]
    opener: Prose
    questions: tuple[Question, ...]
    span: Span
    places: Places = field(default_factory=dict, hash=False, compare=False)

    def place(self, *key: str | int) -> Span:
        """Where the front matter says the value of `key`."""
        return _place(self.places, key, self.span)


@dataclass(frozen=True, slots=True)
class Matter:
    """A page of front matter, such as how to use the book."""

    id: str
    title: str
    prose: Prose
    span: Span
    places: Places = field(default_factory=dict, hash=False, compare=False)

    def place(self, *key: str | int) -> Span:
        """Where the front matter says the value of `key`."""
        return _place(self.places, key, self.span)


@dataclass(frozen=True, slots=True)
class Source:
    """One work cited. `authors` are in printing order, as they should be printed."""

    id: str
    title: str
    authors: tuple[str, ...]
    year: str
    container: str
    publisher: str
    arxiv: str
    doi: str
    url: str
    accessed: str
    span: Span


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary. `pinyin`, toneless, sorts a Chinese term; `questions` are the ids of
    those that explain it, the main one first."""

    term: str
    english: str
    pinyin: str
    meaning: str
    questions: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Selection:
    """Which questions an edition takes, as the author wrote it: `difficulty >= 2`. `places` has a
    place for each character of the text."""

    text: str
    places: tuple[Span, ...]

    def place(self, offset: int) -> Span:
        """Where in the author's file a character stands; past the end, the last one."""
        return self.places[min(offset, len(self.places) - 1)]


@dataclass(frozen=True, slots=True)
class Edition:
    """What one output is. `answers` says where they go: `appendix`, `chapter-end` or `inline`.

    `design` names how its pages look; `cover` and `booklet` are made from the edition `of`, and an
    EPUB tells its pages. `formulas` is `mathml` or `svg`, `fonts` whether an EPUB brings its own. `trim` is
    the page's width and height in mm where they are not the design's; `caliper` the thickness of a
    leaf of its paper in mm; `signature` the pages of a gathering. `select` says which questions it
    takes, where not all.
    """

    name: str
    format: str
    file: str
    answers: str
    default: bool
    span: Span
    design: str = "handbook"
    trim: tuple[float, float] | None = None
    of: str = ""
    formulas: str = "mathml"
    fonts: bool = False
    caliper: float = 0.1
    signature: int | None = None
    select: Selection | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the title page and the colophon say."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    publisher: str
    language: str
    identifier: str
    version: str
    date: str
    rights: str
    description: str


@dataclass(frozen=True, slots=True)
class Bank:
    """All of a book's material, read and typed, in the order that the author gave it."""

    root: Path
    imprint: Imprint
    matter: tuple[Matter, ...]
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    editions: tuple[Edition, ...]
    span: Span
    glossary: tuple[Term, ...] = ()
    places: Places = field(default_factory=dict, hash=False, compare=False)
    #: Codes of lints that are switched off, by file; those of the whole book under its own file.
    switched_off: dict[str, frozenset[str]] = field(default_factory=dict, hash=False)

    def place(self, *key: str | int) -> Span:
        """Where book.yaml says the value of `key`."""
        return _place(self.places, key, self.span)

    def questions(self) -> tuple[Question, ...]:
        return tuple(question for chapter in self.chapters for question in chapter.questions)

    def prose(self) -> tuple[Prose, ...]:
        """Every run of Markdown, in reading order."""
        runs = [matter.prose for matter in self.matter]
        for chapter in self.chapters:
            runs.append(chapter.opener)
            for question in chapter.questions:
                runs += question.runs()
        return tuple(run for run in runs if run)
