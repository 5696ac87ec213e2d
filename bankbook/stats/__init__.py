"""Bank → figures about it, for `bankbook stats`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from bankbook import markup
from bankbook.markup.math import TYPES
from bankbook.model import KINDS, Bank, Prose, Question
from bankbook.stats.study_time import chapter_minutes, question_minutes, reading_minutes


@dataclass(frozen=True, slots=True)
class ChapterStats:
    """One chapter: how many questions by kind and by difficulty (keys "1" to "3"), and how many
    hours it takes to study."""

    id: str
    title: str
    questions: int
    characters: int
    hours: float
    kinds: dict[str, int]
    difficulties: dict[str, int]


@dataclass(frozen=True, slots=True)
class KindStats:
    """The questions of one kind in the whole bank."""

    kind: str
    questions: int
    hours: float
    difficulties: dict[str, int]


@dataclass(frozen=True, slots=True)
class Stats:
    """`characters` counts what is printed of the prose, white space left out; `hours` are to study
    it once, as `study_time` estimates."""

    title: str
    questions: int
    chapters: int
    answers: int
    sources: int
    figures: int
    tables: int
    formulas: int
    characters: int
    hours: float
    difficulties: dict[str, int]
    tags: dict[str, int]
    by_chapter: tuple[ChapterStats, ...]
    by_kind: tuple[KindStats, ...]

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def characters(run: Prose) -> int:
    """Characters of text and code in a run of prose; a formula counts as its TeX."""
    shown = ("text", "code_inline", "fence", "code_block", *TYPES)
    return sum(
        len(re.sub(r"\s", "", token.content))
        for token, _ in markup.walk(run)
        if token.type in shown
    )


def stats(bank: Bank) -> Stats:
    found: Counter[str] = Counter()
    for run in bank.prose():
        for token, _ in markup.walk(run):
            found["figures"] += token.type == "figure"
            found["tables"] += token.type == "table_open"
            found["formulas"] += token.type in TYPES
    chapters = []
    for chapter in bank.chapters:
        runs = [chapter.opener, *(run for q in chapter.questions for run in q.runs())]
        chapters.append(
            ChapterStats(
                chapter.id,
                chapter.title,
                len(chapter.questions),
                sum(characters(run) for run in runs),
                _hours(chapter_minutes(chapter)),
                dict(sorted(Counter(question.kind for question in chapter.questions).items())),
                _difficulties(chapter.questions),
            )
        )
    minutes = sum(reading_minutes(matter.prose) for matter in bank.matter)
    minutes += sum(map(chapter_minutes, bank.chapters))
    return Stats(
        title=bank.imprint.title,
        questions=len(bank.questions()),
        chapters=len(bank.chapters),
        answers=sum(1 for question in bank.questions() if question.answer.analysis),
        sources=len(bank.sources),
        figures=found["figures"],
        tables=found["tables"],
        formulas=found["formulas"],
        characters=sum(characters(run) for run in bank.prose()),
        hours=_hours(minutes),
        difficulties=_difficulties(bank.questions()),
        tags=dict(Counter(tag for q in bank.questions() for tag in q.tags).most_common()),
        by_chapter=tuple(chapters),
        by_kind=tuple(_of_kind(bank, kind) for kind in KINDS),
    )


def _of_kind(bank: Bank, kind: str) -> KindStats:
    taken = [question for question in bank.questions() if question.kind == kind]
    hours = _hours(sum(map(question_minutes, taken)))
    return KindStats(kind, len(taken), hours, _difficulties(taken))


def _difficulties(questions: Iterable[Question]) -> dict[str, int]:
    return dict(sorted(Counter(str(question.difficulty) for question in questions).items()))


def _hours(minutes: float) -> float:
    return round(minutes / 60, 1)
