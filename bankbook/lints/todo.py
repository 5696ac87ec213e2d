"""Marks of work that is still to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.markup.html import is_comment
from bankbook.model import Bank
from bankbook.said import say

MARK = re.compile(r"(?<![A-Za-z0-9_])(?:TODO|FIXME|XXX)(?![A-Za-z0-9_])|待补")
HINT = say("do it, or take the mark out")


def remarks(bank: Bank) -> Iterator[Remark]:
    for question in bank.questions():
        if found := MARK.search(question.title):
            message = say("the title still says `{text}`", text=found[0])
            yield Remark(question.place("title"), message, HINT)
    for run in bank.prose():
        for passage in markup.passages(run):
            for found in MARK.finditer(passage.masked):
                yield Remark(
                    passage.at(found.start()),
                    say("the text still says `{text}`", text=found[0]),
                    HINT,
                )
        for token, span in markup.walk(run):
            if token.type in ("html_inline", "html_block") and is_comment(token.content):
                for found in MARK.finditer(token.content):
                    place = markup.within(run, token, span, found[0])
                    yield Remark(place, say("a comment still says `{text}`", text=found[0]), HINT)
