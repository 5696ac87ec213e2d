"""Cells beyond a table's header: Markdown drops them, and nobody would see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block.table import escapedSplit

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank, Prose
from bankbook.notices import Span
from bankbook.said import say

#: A quotation's or a list's marks before a row.
BEFORE = re.compile(r"^(?:\s|>|[-*+] |\d{1,9}[.)] )*")


def remarks(bank: Bank) -> Iterator[Remark]:
    for run in bank.prose():
        yield from _rows(run)


def _rows(run: Prose) -> Iterator[Remark]:
    lines = run.text.split("\n")
    header = 0
    inside_head = False
    for token, _ in markup.walk(run):
        if token.type in ("thead_open", "thead_close"):
            inside_head = token.type == "thead_open"
        if token.type != "tr_open" or token.map is None or token.map[0] >= len(lines):
            continue
        cells = _cells(lines[token.map[0]])
        if inside_head:
            header = len(cells)
        elif len(cells) > header:
            line, column = token.map[0], cells[header]
            span = Span(run.span.file, run.span.line + line, column + 1)
            message = say(
                "this row has {count} cells, the table's header {header}",
                count=len(cells),
                header=header,
            )
            hint = say(
                "the cells beyond the header are not printed; a `|` inside a cell is written `\\|`"
            )
            yield Remark(span, message, hint)


def _cells(line: str) -> list[int]:
    """The column, from 0, of each cell of a row, as markdown-it divides it."""
    start = len(BEFORE.match(line)[0])  # type: ignore[index]
    row = line[start:].rstrip()
    parts = escapedSplit(row)
    if len(parts) == 1:
        return [start]
    places, at = [], start
    for part in parts:
        places.append(at)
        at += len(part) + part.count("|") + 1  # what was `\|` is one longer in the file
    if not parts[0]:
        places.pop(0)
    if not parts[-1]:
        places.pop()
    return places
