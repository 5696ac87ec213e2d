"""What the glossary must be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bankbook.model import Bank
from bankbook.notices import Notice, Span, did_you_mean
from bankbook.said import say

HAN = re.compile(r"[\u3400-\u9fff]")


def terms_once(bank: Bank) -> Iterator[Notice]:
    first: dict[str, Span] = {}
    for term in bank.glossary:
        key = term.term.casefold()
        if key in first:
            message = say("the term `{term}` is explained twice", term=term.term)
            yield Notice(
                "term-twice", term.span, message, say("the first is {first}", first=first[key])
            )
        first.setdefault(key, term.span)


def terms_sorted(bank: Bank) -> Iterator[Notice]:
    for term in bank.glossary:
        if HAN.match(term.term) and not term.pinyin:
            message = say("the term `{term}` has no pinyin to be sorted by", term=term.term)
            yield Notice("term-pinyin", term.span, message, say("add `pinyin: …`, without tones"))


def terms_explained(bank: Bank) -> Iterator[Notice]:
    known = {question.id for question in bank.questions()}
    for term in bank.glossary:
        for name in term.questions:
            if name not in known:
                message = say(
                    "the term `{term}` names a question `{name}`, which is not there",
                    term=term.term,
                    name=name,
                )
                yield Notice("term-question", term.span, message, did_you_mean(name, known))
