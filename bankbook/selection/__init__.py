"""Which questions an edition takes: `tags: [inference] and difficulty >= 2`."""

from __future__ import annotations

from dataclasses import replace

from bankbook.model import Bank, Edition
from bankbook.selection.conditions import Condition, Difficulty, Words, tests
from bankbook.selection.grammar import parse

__all__ = ["Condition", "Difficulty", "Words", "parse", "selected", "tests"]


def selected(bank: Bank, edition: Edition) -> Bank:
    """The bank with the questions of an edition only, in their order.

    Chapters that have none left are not in it, nor are terms that none of its questions explains.
    Raises BuildError where the selection cannot be read.
    """
    if edition.select is None:
        return bank
    condition = parse(edition.select)
    chapters = []
    for chapter in bank.chapters:
        taken = tuple(item for item in chapter.questions if condition.holds(item, chapter.id))
        if taken:
            chapters.append(replace(chapter, questions=taken))
    kept = {question.id for chapter in chapters for question in chapter.questions}
    glossary = []
    for term in bank.glossary:
        if places := tuple(name for name in term.questions if name in kept):
            glossary.append(replace(term, questions=places))
    return replace(bank, chapters=tuple(chapters), glossary=tuple(glossary))
