"""Footnotes that no text refers to: they are not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import say

DEFINITION = re.compile(r"^(?:\s|>)*\[\^([^\]\s]+)\]:")


def remarks(bank: Bank) -> Iterator[Remark]:
    for run in bank.prose():
        used = {
            token.meta["label"]
            for token, _ in markup.walk(run)
            if token.type == "footnote_ref" and "label" in token.meta
        }
        literal = set(markup.literal_lines(markup.parse(run)))
        for number, line in enumerate(run.text.split("\n")):
            found = DEFINITION.match(line)
            if found and number not in literal and found[1] not in used:
                span = run.span.shifted(number, found.start(1) - 1)
                message = say(
                    "nothing in this section refers to the footnote `[^{text}]`", text=found[1]
                )
                hint = say("put `[^{text}]` where the note belongs, or delete it", text=found[1])
                yield Remark(span, message, hint)
