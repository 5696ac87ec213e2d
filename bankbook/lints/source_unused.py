"""Works in the bibliography that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import say


def remarks(bank: Bank) -> Iterator[Remark]:
    used = {key for question in bank.questions() for key in question.sources}
    for run in bank.prose():
        for token, _ in markup.walk(run):
            if token.type == "citation":
                used |= {key for key, _ in token.meta["items"]}
    for source in bank.sources:
        if source.id not in used:
            message = say(
                "no question names the source `{source}`, and no text cites it", source=source.id
            )
            yield Remark(source.span, message, say("cite it, or take it out of the bibliography"))
