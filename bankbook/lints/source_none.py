"""Answers that do not say where their facts come from."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import say

#: What is asked here is made, not looked up.
OWN_WORK = ("code", "design")


def remarks(bank: Bank) -> Iterator[Remark]:
    for question in bank.questions():
        if question.sources or question.kind in OWN_WORK:
            continue
        tokens = (token for run in question.runs() for token, _ in markup.walk(run))
        if not any(token.type == "citation" for token in tokens):
            message = say("the answer to `{question}` has no source", question=question.id)
            hint = say("add `sources: [key]` to the front matter, or cite with `[@key]`")
            yield Remark(question.place("id"), message, hint)
