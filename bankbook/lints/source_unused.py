"""Works in the bibliography that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank


def remarks(bank: Bank) -> Iterator[Remark]:
    used = {key for question in bank.questions() for key in question.sources}
    for run in bank.prose():
        for token, _ in markup.walk(run):
            if token.type == "citation":
                used |= {key for key, _ in token.meta["items"]}
    for source in bank.sources:
        if source.id not in used:
            message = f"no question names the source `{source.id}`, and no text cites it"
            yield Remark(source.span, message, "cite it, or take it out of the bibliography")
