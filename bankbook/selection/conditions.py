"""What a selection says of a question, once it is read."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bankbook.model import Question

#: How `difficulty` is compared. The longer signs first: they begin with the shorter ones.
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "!=": operator.ne,
    "==": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


class Condition(Protocol):
    """Holds for a question of a chapter, or does not."""

    def holds(self, question: Question, chapter: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Words:
    """`tags`, `kind` or `chapter` is any of these words; each with its offset in the text."""

    key: str
    words: tuple[tuple[str, int], ...]

    def holds(self, question: Question, chapter: str) -> bool:
        has = {"tags": question.tags, "kind": (question.kind,), "chapter": (chapter,)}[self.key]
        return any(word in has for word, _ in self.words)


@dataclass(frozen=True, slots=True)
class Difficulty:
    """`difficulty` compares so with a number."""

    comparison: str
    number: int

    def holds(self, question: Question, chapter: str) -> bool:
        return COMPARISONS[self.comparison](question.difficulty, self.number)


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition

    def holds(self, question: Question, chapter: str) -> bool:
        return not self.inner.holds(question, chapter)


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]

    def holds(self, question: Question, chapter: str) -> bool:
        return all(part.holds(question, chapter) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]

    def holds(self, question: Question, chapter: str) -> bool:
        return any(part.holds(question, chapter) for part in self.parts)


def tests(condition: Condition) -> Iterator[Words | Difficulty]:
    """The tests that a condition is joined from, in the order in which they are written."""
    if isinstance(condition, (Words, Difficulty)):
        yield condition
    elif isinstance(condition, Not):
        yield from tests(condition.inner)
    elif isinstance(condition, (All, Any)):
        for part in condition.parts:
            yield from tests(part)
