"""Marks that are printed as they stand: Markdown does not know them as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import Said, say

#: A dollar sign beside what formulas are made of; `$5` is a price.
DOLLAR = re.compile(r"(?<!\\)(?:\$\$|\$(?=[A-Za-z\\({])|(?<=[A-Za-z0-9)}])\$(?!\d))")
REFERENCE = re.compile(r"[@＠](?:q|fig|tbl|eq)\s?[:：]\s?[A-Za-z0-9-]*")
NOTE = re.compile(r"^\[!\w+\]")
NAME = re.compile(r"\{#\s?(?:tbl|fig|eq)[^}]*\}?")


def remarks(bank: Bank) -> Iterator[Remark]:
    for run in bank.prose():
        for passage in markup.passages(run):
            for mark, told in MARKS:
                for found in mark.finditer(passage.masked):
                    yield Remark(passage.at(found.start()), *told(found[0]))


def _dollar(mark: str) -> tuple[Said, Said]:
    return (
        say("`{mark}` opens or closes no formula, and is printed as it stands", mark=mark),
        say("close the formula, or write `\\$` for a dollar sign"),
    )


def _reference(mark: str) -> tuple[Said, Said]:
    return (
        say("`{mark}` refers to nothing, and is printed as it stands", mark=mark),
        say("write it without spaces and with half-width signs: `@fig:name`"),
    )


def _note(mark: str) -> tuple[Said, Said]:
    return (
        say("there is no such kind of note: `{mark}` is printed as it stands", mark=mark),
        say("known: `NOTE`, `TIP`, `IMPORTANT`, `WARNING`, `CAUTION`"),
    )


def _name(mark: str) -> tuple[Said, Said]:
    return (
        say("`{mark}` names nothing, and is printed as it stands", mark=mark),
        say("a table's name ends its caption's line: `Table: caption {{#tbl:name}}`"),
    )


#: What is found in running text, and what is told of it.
MARKS = ((DOLLAR, _dollar), (REFERENCE, _reference), (NOTE, _note), (NAME, _name))
