"""What the bank as a whole must be."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook.model import Bank
from bankbook.notices import Notice, Span


def questions_in_every_chapter(bank: Bank) -> Iterator[Notice]:
    for chapter in bank.chapters:
        if not chapter.questions:
            message = f"the chapter `{chapter.id}` has no questions"
            hint = "add a question file to its folder, or take it out of `chapters` in book.yaml"
            yield Notice("chapter-empty", chapter.span, message, hint)


def ids_once(bank: Bank) -> Iterator[Notice]:
    first: dict[str, Span] = {}
    for question in bank.questions():
        place = question.place("id")
        if question.id in first:
            message = f"the id `{question.id}` is used twice"
            hint = f"the first is {first[question.id]}; give this question another id"
            yield Notice("id-twice", place, message, hint)
        first.setdefault(question.id, place)


def names_of_question_files(bank: Bank) -> Iterator[Notice]:
    """Links between question files go by file name, so a name may stand only once."""
    first: dict[str, str] = {}
    for question in bank.questions():
        name = question.path.name
        if name in first:
            message = f"a question file named `{name}` is also in {first[name]}"
            yield Notice("file-name-twice", question.span, message, "rename one of them")
        first.setdefault(name, question.span.file)
