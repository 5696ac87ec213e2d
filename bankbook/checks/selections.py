"""What an edition selects must be readable, name what the bank has, and leave something to print."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import selection
from bankbook.model import KINDS, Bank, Edition
from bankbook.notices import BuildError, Notice, did_you_mean
from bankbook.said import say
from bankbook.selection import Condition, Words

NAMES = {
    "tags": say("no question has the tag"),
    "kind": say("there is no kind of question"),
    "chapter": say("the book has no chapter"),
}


def selections_readable(bank: Bank) -> Iterator[Notice]:
    for edition in bank.editions:
        if edition.select is None:
            continue
        if edition.design in ("cover", "booklet"):
            message = say(
                "the edition `{edition}` selects questions, but is made of another",
                edition=edition.name,
            )
            hint = say("take `select` out, or write it in the edition `{of}`", of=edition.of)
            yield Notice("select-derived", edition.select.place(0), message, hint)
        try:
            condition = selection.parse(edition.select)
        except BuildError as error:
            yield from error.notices
            continue
        unknown = list(_unknown(bank, edition, condition))
        yield from unknown
        if not unknown and not selection.selected(bank, edition).chapters:
            message = say("the edition `{edition}` selects no question", edition=edition.name)
            hint = say("`bankbook stats` shows which there are")
            yield Notice("select-empty", edition.select.place(0), message, hint)


def _unknown(bank: Bank, edition: Edition, condition: Condition) -> Iterator[Notice]:
    """The words of a selection that mean nothing in this bank."""
    known = {
        "tags": {tag for question in bank.questions() for tag in question.tags},
        "kind": KINDS,
        "chapter": {chapter.id for chapter in bank.chapters},
    }
    for test in selection.tests(condition):
        if not isinstance(test, Words) or edition.select is None:
            continue
        for word, offset in test.words:
            if word not in known[test.key]:
                message = say("{problem} `{word}`", problem=NAMES[test.key], word=word)
                hint = did_you_mean(word, known[test.key])
                yield Notice("select-unknown", edition.select.place(offset), message, hint)
