"""Tags with a comma in them: YAML parts a list at half-width commas only."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import say


def remarks(bank: Bank) -> Iterator[Remark]:
    for question in bank.questions():
        for index, tag in enumerate(question.tags):
            if any(sign in tag for sign in "，、；"):
                message = say("`{tag}` is one tag, with a full-width comma in it", tag=tag)
                yield Remark(question.place("tags", index), message, say("part tags by `, `"))
