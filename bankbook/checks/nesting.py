"""Blocks inside blocks: as deep as Markdown reads them."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import markup
from bankbook.model import Bank
from bankbook.notices import Notice
from bankbook.said import say

#: markdown-it reads nothing below this level (its option `maxNesting` for CommonMark).
DEEPEST = 20


def blocks_not_too_deep(bank: Bank) -> Iterator[Notice]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "too_deep":
                message = say("brackets in this section are nested too deeply to be read")
                yield Notice("nesting-deep", span, message, say("write it flatter"))
            inside = token.block and token.nesting == 1 and token.level >= DEEPEST - 1
            if inside and token.type != "paragraph_open":
                message = say(
                    "what stands here is nested {deepest} levels deep, and would be lost",
                    deepest=DEEPEST,
                )
                yield Notice("nesting-deep", span, message, say("write it flatter"))
                break
