"""Marks that are printed as they stand: Markdown does not know them as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank

#: What is found in running text, and what to do about it.
MARKS = (
    (
        re.compile(r"(?<!\\)\$+"),
        "a `$` that opens or closes no formula is printed as it stands",
        "close the formula, or write `\\$` for a dollar sign",
    ),
    (
        re.compile(r"[@＠](?:q|fig|tbl|eq)\s?[:：]\s?[A-Za-z0-9-]*"),
        "this refers to nothing as it is written, and is printed as it stands",
        "write it without spaces and with half-width signs: `@fig:name`",
    ),
    (
        re.compile(r"^\[!\w+\]"),
        "there is no such kind of note: the mark is printed as it stands",
        "known: `NOTE`, `TIP`, `IMPORTANT`, `WARNING`, `CAUTION`",
    ),
    (
        re.compile(r"\{#\s?(?:tbl|fig|eq)[^}]*\}?"),
        "this names nothing as it is written, and is printed as it stands",
        "a table's name stands at the end of its caption's line: `表：caption {#tbl:name}`",
    ),
)


def remarks(bank: Bank) -> Iterator[Remark]:
    for run in bank.prose():
        for passage in markup.passages(run):
            for mark, message, hint in MARKS:
                for found in mark.finditer(passage.masked):
                    yield Remark(passage.at(found.start()), f"{message}: `{found[0]}`", hint)
