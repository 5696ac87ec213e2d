"""What an edition selects must be readable, name what the bank has, and leave something to print."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import selection
from bankbook.model import KINDS, Bank, Edition
from bankbook.notices import BuildError, Notice, did_you_mean
from bankbook.selection import Condition, Words

NAMES = {
    "tags": "no question has the tag",
    "kind": "there is no kind of question",
    "chapter": "the book has no chapter",
}


def selections_readable(bank: Bank) -> Iterator[Notice]:
    for edition in bank.editions:
        if edition.select is None:
            continue
        if edition.design in ("cover", "booklet"):
            message = f"the edition `{edition.name}` selects questions, but is made of another"
            hint = f"take `select` out, or write it in the edition `{edition.of}`"
            yield Notice("select-derived", edition.select.place(0), message, hint)
        try:
            condition = selection.parse(edition.select)
        except BuildError as error:
            yield from error.notices
            continue
        unknown = list(_unknown(bank, edition, condition))
        yield from unknown
        if not unknown and not selection.selected(bank, edition).chapters:
            message = f"the edition `{edition.name}` selects no question"
            hint = "`bankbook stats` shows which there are"
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
                message = f"{NAMES[test.key]} `{word}`"
                hint = did_you_mean(word, known[test.key])
                yield Notice("select-unknown", edition.select.place(offset), message, hint)
