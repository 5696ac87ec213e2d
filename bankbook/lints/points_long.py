"""要点 is the short answer: few items, each of a sentence or two."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank, Prose
from bankbook.notices import Span
from bankbook.said import say

LONGEST, MOST = 120, 6
PRINTED = ("text", "code_inline", "math_inline", "number")


def remarks(bank: Bank) -> Iterator[Remark]:
    for question in bank.questions():
        items = list(_items(question.answer.points))
        for span, length in items:
            if length > LONGEST:
                message = say(
                    "this item of 要点 has {length} characters, more than {longest}",
                    length=length,
                    longest=LONGEST,
                )
                yield Remark(span, message, say("keep the point; move the rest to 解析"))
        if len(items) > MOST:
            message = say("要点 has {count} items, more than {most}", count=len(items), most=MOST)
            yield Remark(
                items[MOST][0], message, say("keep what must be said; move the rest to 解析")
            )


def _items(points: Prose) -> Iterator[tuple[Span, int]]:
    """The place of each item of an outermost list, and how many characters of text it has."""
    place, length = points.span, 0
    for token, span in markup.walk(points):
        if token.type == "list_item_open" and token.level == 1:
            place, length = span, 0
        elif token.type == "list_item_close" and token.level == 1:
            yield place, length
        elif token.type in PRINTED:
            length += len("".join(token.content.split()))
