"""What the bank as a whole must be."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook.model import Bank
from bankbook.notices import Notice, Span
from bankbook.said import say


def questions_in_every_chapter(bank: Bank) -> Iterator[Notice]:
    for chapter in bank.chapters:
        if not chapter.questions:
            message = say("the chapter `{chapter}` has no questions", chapter=chapter.id)
            hint = say(
                "add a question file to its folder, or take it out of `chapters` in book.yaml"
            )
            yield Notice("chapter-empty", chapter.span, message, hint)


def ids_once(bank: Bank) -> Iterator[Notice]:
    first: dict[str, Span] = {}
    for question in bank.questions():
        place = question.place("id")
        if question.id in first:
            message = say("the id `{question}` is used twice", question=question.id)
            hint = say(
                "the first is {first}; give this question another id", first=first[question.id]
            )
            yield Notice("id-twice", place, message, hint)
        first.setdefault(question.id, place)


def names_of_question_files(bank: Bank) -> Iterator[Notice]:
    """Links between question files go by file name, so a name may stand only once."""
    first: dict[str, str] = {}
    for question in bank.questions():
        name = question.path.name
        if name in first:
            message = say(
                "a question file named `{name}` is also in {first}", name=name, first=first[name]
            )
            yield Notice("file-name-twice", question.span, message, say("rename one of them"))
        first.setdefault(name, question.span.file)
