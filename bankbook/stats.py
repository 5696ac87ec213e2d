"""Bank → figures about it, for `bankbook stats`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass

from bankbook import markup
from bankbook.markup.math import TYPES
from bankbook.model import Bank, Prose


@dataclass(frozen=True, slots=True)
class ChapterStats:
    """One chapter: how many questions by kind and by difficulty (keys "1" to "3")."""

    id: str
    title: str
    questions: int
    characters: int
    kinds: dict[str, int]
    difficulties: dict[str, int]


@dataclass(frozen=True, slots=True)
class Stats:
    """`characters` counts what is printed of the prose, white space left out."""

    title: str
    questions: int
    chapters: int
    answers: int
    sources: int
    figures: int
    tables: int
    formulas: int
    characters: int
    by_chapter: tuple[ChapterStats, ...]

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
        runs = [chapter.opener]
        for question in chapter.questions:
            answer = question.answer
            runs += [question.stem, question.hint]
            runs += [answer.points, answer.analysis, answer.followups]
        chapters.append(
            ChapterStats(
                chapter.id,
                chapter.title,
                len(chapter.questions),
                sum(characters(run) for run in runs),
                dict(sorted(Counter(question.kind for question in chapter.questions).items())),
                dict(sorted(Counter(str(q.difficulty) for q in chapter.questions).items())),
            )
        )
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
        by_chapter=tuple(chapters),
    )
